"""Which rows of which run of the model make a word's vector (src-main/inference/pooling/windows.ts and pooled-spans.ts). Ranges are half-open pairs of piece numbers."""

import numpy as np

from .find_word import is_joined

POOLINGS = ("mean", "first", "last")


def pieces_of_span(offsets, start, end):
    """The pieces that overlap the characters [start, end); None where none does."""
    over = [i for i, (piece_start, piece_end) in enumerate(offsets) if piece_end > start and piece_start < end]
    return (over[0], over[-1] + 1) if over else None


def pooled_range(span, pooling):
    if pooling == "first":
        return (span[0], span[0] + 1)
    return (span[1] - 1, span[1]) if pooling == "last" else span


def continues_word(text, offsets, i):
    if not 0 < i < len(offsets) or offsets[i][0] > offsets[i - 1][1]:
        return False
    # Pieces of one character's bytes share that character.
    return offsets[i][0] < offsets[i - 1][1] or is_joined(text, offsets[i][0])


def windows_of(text, offsets, most):
    """Overlapping windows of at most `most` pieces, half a window apart, that begin inside a word only where that alone is longer than half a window."""
    if len(offsets) <= most:
        return [(0, len(offsets))]
    windows, stride, start, last = [], max(1, most // 2), 0, -1
    while not windows or windows[-1][1] < len(offsets):
        begin = start
        while begin > last + 1 and continues_word(text, offsets, begin):
            begin -= 1
        if continues_word(text, offsets, begin):
            begin = start
        last = begin
        windows.append((begin, min(begin + most, len(offsets))))
        start += stride
    return windows


def best_window(windows, span, n_pieces):
    """The window that holds the range whole and farthest from the nearer cut edge; a sentence's own ends are no cut."""
    best, best_margin = None, -1
    for window in windows:
        if span[0] < window[0] or span[1] > window[1]:
            continue
        left = np.inf if window[0] == 0 else span[0] - window[0]
        right = np.inf if window[1] == n_pieces else window[1] - span[1]
        if min(left, right) > best_margin:
            best, best_margin = window, min(left, right)
    return best


def parts_by_window(windows, span, n_pieces):
    whole = best_window(windows, span, n_pieces)
    if whole is not None:
        return [(whole, span)]
    parts = []
    for i in range(*span):
        window = best_window(windows, (i, i + 1), n_pieces)
        if window is not None and parts and parts[-1][0] == window:
            parts[-1] = (window, (parts[-1][1][0], i + 1))
        elif window is not None:
            parts.append((window, (i, i + 1)))
    return parts


def word_recipe(span, n_pieces, windows):
    """The mean of the pieces, as (window, first piece in it, weights); the vector is the sum over these."""
    return [(window, part[0] - window[0], np.full(part[1] - part[0], 1 / (span[1] - span[0]), np.float32)) for window, part in parts_by_window(windows, span, n_pieces)]
