"""The smaller cases that share an account, a domain, a serial, a container or only a similar name."""
