"""Builds sentencepiece's compiled character map (a Darts double array of UTF-8 keys, then the replacements, each ended by a zero byte)."""
import struct

BLOCK = 256


def double_array(values):
    """`values`: key bytes -> value. Every inner node gets a block of its own, so the array is large but simple to make."""
    root = {}
    for key, value in values.items():
        node = root
        for byte in key:
            node = node.setdefault(byte, {})
        node[0] = value
    units, leaves = {0: 0}, []
    n_blocks = 1

    def place(node, position):
        nonlocal n_blocks
        children = [byte for byte in node if byte != 0]
        if not children:
            leaves.append((position, node[0]))
            return
        base = BLOCK * n_blocks
        n_blocks += 1
        link(position, base, 0 in node)
        if 0 in node:
            units[base] = node[0] | 1 << 31
        for byte in children:
            units[base ^ byte] = byte
        for byte in children:
            place(node[byte], base ^ byte)

    def link(position, target, has_leaf):
        offset = position ^ target
        assert offset < 1 << 21, "the array is too large for short offsets"
        units[position] |= offset << 10 | has_leaf << 8

    place(root, 0)
    for i, (position, value) in enumerate(leaves):
        slot = BLOCK * n_blocks + i
        link(position, slot, True)
        units[slot] = value | 1 << 31
    size = BLOCK * (n_blocks + 1) + len(leaves)
    return struct.pack(f"<{size}I", *(units.get(i, 0) for i in range(size)))


def charsmap(replacements):
    """`replacements`: text -> text that stands in its place."""
    blob, values = b"", {}
    for key, replacement in replacements.items():
        values[key.encode()] = len(blob)
        blob += replacement.encode() + b"\0"
    array = double_array(values)
    return struct.pack("<I", len(array)) + array + blob
