"""What the statements mean. No RDF here."""
