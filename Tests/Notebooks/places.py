"""The shipped places: running them and writing, executing and trimming their notebooks. Used by export.py and the tests."""
import base64
import io
import os
import pathlib
import re
import subprocess

import nbformat
from nbclient import NotebookClient
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPORT = ROOT / "notebooks-export"
FUNDCAST = str(pathlib.Path(os.environ.get("FUNDCAST", ROOT / ".build/release/fundcast")).absolute())
# A place without expected results is being written.
PLACES = sorted(path.parent.name for path in ROOT.glob("scenarios/*/baseline.expected.csv"))
ENDINGS = {"en": ".ipynb", "zh": ".zh.ipynb"}
# Places whose notebook shows bands: futures and seed.
FUTURES = {"shandong": ["--paths", "200", "--seed", "1"]}


def languages(place):
    """Those of the program in which the place has titles: its scheme's form says so."""
    def named(file, key):
        return re.search(rf"^{key}: *(.*?) *(#.*)?$", file.read_text(encoding="utf-8"), re.MULTILINE)[1]
    baseline = ROOT / "scenarios" / place / "baseline.yaml"
    scheme = baseline.parent / named(baseline, "scheme")
    return [language for language in ENDINGS if language in named(scheme.parent / named(scheme, "form"), "languages")]


def call(*arguments):
    """Calls the program at the root of the repository."""
    done = subprocess.run([FUNDCAST, *map(str, arguments)], cwd=ROOT, text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"fundcast {' '.join(map(str, arguments))}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def run(place, folder, futures=()):
    call("run", f"scenarios/{place}", "--output", folder, "--quiet", "--tables", "all", *futures)


def write(folder, file, language):
    call("notebook", folder, "--language", language, "--output", file)


def execute(file):
    """The notebook run from top to bottom in its own folder, without what differs from one execution to the next."""
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", record_timing=False, extra_arguments=["--IPKernelApp.log_level=40"],
        resources={"metadata": {"path": str(pathlib.Path(file).parent)}}).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.validate(notebook)
    return notebook


def outputs(notebook):
    """Every output with the id of its cell."""
    return [(cell.id, output) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def pictures(notebook):
    """The pictures as PNG, by the id of the cell that drew them."""
    return {cell: base64.b64decode(output.data["image/png"]) for cell, output in outputs(notebook)
            if "image/png" in output.get("data", {})}


def trim(notebook):
    """Pictures with a palette instead of 16 million colours: a third of the size, the same to the eye."""
    for _, output in outputs(notebook):
        if "image/png" in output.get("data", {}):
            picture = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))).convert("RGB")
            small = io.BytesIO()
            picture.quantize(128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
            output.data["image/png"] = base64.b64encode(small.getvalue()).decode()
    return notebook
