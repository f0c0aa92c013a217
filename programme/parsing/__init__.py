"""What people type, understood in full or not at all."""
