"""The rules of a visit: pure functions of events and of the moment they are asked about."""
