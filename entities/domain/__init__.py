"""What an entity, a statement, a link and a chronology entry are, and what they refuse."""
