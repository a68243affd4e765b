"""From the value of a dossier to the bytes of a tagged PDF, made in a child process that can reach nothing."""
