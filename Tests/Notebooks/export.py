"""Writes notebooks-export/ anew: each shipped place in its languages, executed, and the first picture of README.md."""
import concurrent.futures
import os
import shutil
import tempfile
import pathlib

import nbformat

import places


def export(place, language, new):
    """An executed notebook in the folder `new`, which lies where notebooks-export/ does."""
    file = new / (place + places.ENDINGS[language])
    places.write(places.ROOT / "out/notebooks" / place, file, language)
    notebook = places.trim(places.execute(file))
    nbformat.write(notebook, file)
    if place == "shandong":
        ending = ".png" if language == "en" else f".{language}.png"
        (new / f"{place}-balances{ending}").write_bytes(places.pictures(notebook)["balances"])
    return file


def main():
    for place in places.PLACES:
        places.run(place, places.ROOT / "out/notebooks" / place, places.FUTURES.get(place, ()))
    # Relative paths of the notebooks hold for it as for notebooks-export/; its name is one that git ignores.
    new = pathlib.Path(tempfile.mkdtemp(prefix=".build-export-", dir=places.ROOT))
    try:
        with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
            work = [pool.submit(export, place, language, new) for place in places.PLACES for language in places.languages(place)]
            for done in work:
                done.result()
        places.EXPORT.mkdir(exist_ok=True)
        for old in places.EXPORT.iterdir():
            old.unlink()
        for file in sorted(new.iterdir()):
            os.replace(file, places.EXPORT / file.name)
            print(f"notebooks-export/{file.name}  {(places.EXPORT / file.name).stat().st_size // 1024} KiB")
    finally:
        shutil.rmtree(new)


if __name__ == "__main__":
    main()
