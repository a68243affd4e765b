"""An app whose only purpose is to leave traces."""
