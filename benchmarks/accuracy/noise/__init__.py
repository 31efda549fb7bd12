"""What happens to a name between a list and a passenger list, as classes of change.

Every class is a function of a name and a source of chance: it gives the changed name, or None
where the change can't be made. Three families: *benign* (people write names differently),
*degraded* (machines and hands lose some of it), *adversarial* (someone wants not to be found).
The tables are this benchmark's own and share nothing with the matcher's.
"""

from benchmarks.accuracy.noise.classes import FAMILIES, Change, NoiseClass, noisy
from benchmarks.accuracy.noise.dates import DATE_CLASSES

__all__ = ["DATE_CLASSES", "FAMILIES", "Change", "NoiseClass", "noisy"]
