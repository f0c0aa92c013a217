"""What changes about sessions that people have booked: the change itself, how far it reaches, and who is told."""
