"""What the graph is for: questions, checks, export."""
