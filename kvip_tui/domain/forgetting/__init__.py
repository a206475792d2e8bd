"""Words that are taken out of records for good, and the records that have been without since."""
