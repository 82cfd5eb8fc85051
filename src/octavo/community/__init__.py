"""Comments and their moderation: rules first, then a score; both hold with a reason, and neither deletes."""
