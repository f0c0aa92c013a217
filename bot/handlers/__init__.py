"""One file per conversation: authorise, read or command, show one screen."""
