"""What the report says: text, structure, annexes, quantities. No RDF here."""
