"""What the Python scripts that the app copies print, with transformers and the tiny checkpoints.

Usage: python tools/golden/distances_scripts.py src-main/conformance/golden/distances-scripts
Needs: pip install torch==2.13.0 transformers==5.23.0, and node with this repository's packages.
Writes NAME.py (the script, made by tools/golden/distances-scripts.ts) and NAME.txt (what it printed).
"""
import contextlib
import io
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
out = Path(sys.argv[1]).resolve()
root = Path(__file__).resolve().parents[2]
with tempfile.TemporaryDirectory() as work:
    subprocess.run(["node", "tools/run-ts.mjs", "tools/golden/distances-scripts.ts", work], cwd=root, check=True)
    # MODEL is the name of the checkpoint's folder, which lies in the working folder.
    os.chdir(Path(work, "models"))
    printed, failed = {}, []
    for script in sorted(Path(work, "scripts").iterdir()):
        with contextlib.redirect_stdout(io.StringIO()) as lines:
            try:
                runpy.run_path(str(script), run_name="__main__")
            except (Exception, SystemExit) as error:
                failed.append(f"{script.name}: {error!r}")
        printed[script] = lines.getvalue()
    os.chdir(root)
    if failed:
        sys.exit("\n".join(failed))
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for script, text in printed.items():
        shutil.copy(script, out / script.name)
        (out / f"{script.stem}.txt").write_text(text, encoding="utf-8")
