"""What people read: sentences and figures made of what happened and of what is shown."""
