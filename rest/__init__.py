"""The base of the REST interface: tokens' scopes, commands with a key, problems, positions, pages of results."""
