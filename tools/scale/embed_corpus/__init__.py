"""What embed_ray.py runs on the machines of a cluster. Offsets are UTF-16 units in files, as everywhere in Contexture, and code points inside, as Python counts."""


class Refused(Exception):
    """One sentence: what is wrong, where, and the remedy."""
