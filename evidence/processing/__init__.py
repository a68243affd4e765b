"""Everything that looks into a hostile file: one child process for each step, with limits and without network.

`runner.run_step` is the parent's side; `child` and what it loads run inside the child and nowhere else.
No Django here: the child sees this package, the interpreter's libraries and the one file.
"""
