"""A small HDF5 file with half, single and double precision, as weight files hold them.

Usage: python tools/golden/hdf5_float16.py src-main/conversion/golden/precisions.hdf5
"""
import sys

import h5py
import numpy as np

values = np.array([[0.0, 1.0, -2.5], [65504.0, 6.1e-5, 5.960464477539063e-08]])
with h5py.File(sys.argv[1], "w", libver="earliest") as file:
    file.create_dataset("halves", data=values.astype(np.float16))
    file.create_dataset("group/singles", data=values.astype(np.float32))
    file.create_dataset("group/doubles", data=values)
    file.create_dataset("compressed", data=values.astype(np.float16), chunks=(1, 3), compression="gzip")
    file.create_dataset("integers", data=np.arange(3))
    file.create_dataset("bigendian", data=values.astype(">f4"))
