"""Where sources differ: each way of differing, and which side is preferred."""
