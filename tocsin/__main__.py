"""``python -m tocsin`` is the command ``tocsin``."""

from tocsin.entrances.cli import main

main()
