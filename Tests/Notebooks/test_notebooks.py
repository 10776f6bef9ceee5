"""Every shipped place's notebook runs from top to bottom in both languages, draws what it should and shows what the tables say;
those of notebooks-export/ are of the present version and inputs. Numbers are read a second time here, without pandas."""
import collections
import concurrent.futures
import csv
import functools
import html.parser
import io
import json
import pathlib
import shutil
import tempfile
import unittest

import nbformat
from nbclient.exceptions import CellExecutionError
from PIL import Image

import places

PICTURES = ["balances", "flows", "reserves", "people", "pyramid", "payers", "reforms", "reform-years"]
UNITS = {"trillion yuan": 1e12, "亿人": 1e8, "billion yuan": 1e9, "million yuan": 1e6, "yuan": 1, "trillion won": 1e12, "billion won": 1e9, "million won": 1e6, "won": 1, "亿元": 1e8, "万元": 1e4, "元": 1,
         "million persons": 1e6, "thousand persons": 1e3, "persons": 1, "万人": 1e4, "人": 1, "months": 1, "月": 1}


def work(task):
    """One execution in a process of its own: what was written and run, or the fault."""
    folder, file, language, change = task
    try:
        places.write(folder, file, language)
        if change is not None:
            notebook = nbformat.read(file, as_version=4)
            cell = next(cell for cell in notebook.cells if cell.id == change[0])
            assert change[1] in cell.source, change
            cell.source = cell.source.replace(change[1], change[2])
            nbformat.write(notebook, file)
        return places.execute(file)
    except CellExecutionError as fault:
        return str(fault)


class Rows(html.parser.HTMLParser):
    """The texts of a table, row by row."""

    def __init__(self, text):
        super().__init__()
        self.rows = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def printed(notebook, cell):
    """What the table under a picture says: (row, column) → value, and its unit."""
    text = next(output.data["text/html"] for name, output in places.outputs(notebook)
                if name == cell and "text/html" in output.get("data", {}))
    head, name, *body = Rows(text).rows
    values = {}
    for row in body:
        for column, value in zip(head[1:], row[1:]):
            values[row[0], column] = value
    return values, UNITS[name[0].split(", ")[-1]]


def read(folder, table):
    with open(folder / table, encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


class Notebooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="fundcast-notebooks-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        for place in places.PLACES:
            places.run(place, cls.folder / place, ["--paths", "64", "--seed", "1"] if place in places.FUTURES else [])
        small = cls.small = "taiyuan"
        places.call("run", f"scenarios/{small}", "--output", cls.folder / "alone", "--baseline-only", "--quiet",
                    "--tables", "all")
        shutil.copytree(cls.folder / "alone", cls.folder / "changed")
        with open(cls.folder / "changed/accounts.csv", "a") as stream:
            stream.write("\n")
        places.call("synthesize", cls.folder / "large", "--regions", "3", "--wage-bands", "1", "--seed", "1")
        places.call("run", cls.folder / "large", "--output", cls.folder / "regions", "--baseline-only", "--horizon", "2030",
                    "--paths", "8", "--seed", "1", "--quiet")

        beside = lambda name: cls.folder / f"{name}.ipynb"
        tasks = {(place, language): (cls.folder / place, beside(f"{place}-{language}"), language, None)
                 for place in places.PLACES for language in places.languages(place)}
        tasks["again"] = (cls.folder / small, beside("again"), "zh", None)
        tasks["alone"] = (cls.folder / "alone", beside("alone"), "zh", None)
        tasks["changed"] = (cls.folder / "changed", beside("changed"), "en", None)
        tasks["no font"] = (cls.folder / "alone", beside("no-font"), "zh", ("tools", "FONT = chinese_font()", "FONT = None"))
        tasks["regions"] = (cls.folder / "regions", beside("regions"), "en", None)
        tasks["reform"] = (cls.folder / small, beside("reform"), "zh",
                           ("settings", 'SCENARIO = "baseline"', f'SCENARIO = "{cls.reform()}"'))
        with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
            cls.done = dict(zip(tasks, pool.map(work, tasks.values())))

    @classmethod
    def reform(cls):
        return next(row["scenario"] for row in read(cls.folder / cls.small, "accounts.csv") if row["scenario"] != "baseline")

    def shipped(self):
        for key, notebook in self.done.items():
            if isinstance(key, tuple):
                with self.subTest(place=key[0], language=key[1]):
                    self.assertNotIsInstance(notebook, str, notebook)
                    yield *key, notebook

    @functools.cache
    def manifest(self, place):
        return json.loads((self.folder / place / "manifest.json").read_text())

    def money(self, place, column):
        return f"{column}_{self.manifest(place)['units']['money']['id']}"

    def title(self, place, kind, language):
        titles = self.manifest(place)["titles"][kind]
        return {name: title[language] for name, title in titles.items()}

    def compare(self, notebook, cell, wanted, decimals=2):
        """Every printed value is the one that was read a second time, and none is left out."""
        values, size = printed(notebook, cell)
        self.assertGreater(len(values), 4, cell)
        for key, text in values.items():
            value = float(text.replace(",", "")) if text != "NaN" else None
            if value is not None:
                self.assertAlmostEqual(value, wanted[key] / size, delta=0.51 * 10 ** -decimals, msg=f"{cell} {key}")

    def test_nothing_goes_wrong_on_the_way(self):
        for place, language, notebook in self.shipped():
            said = [(cell, output.get("text", output.output_type)) for cell, output in places.outputs(notebook)
                    if output.output_type in ("stream", "error")]
            self.assertEqual(said, [], "a Chinese font is needed: apt install fonts-wqy-microhei")
            self.assertTrue(all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code"))

    def test_pictures_are_there_and_not_empty(self):
        for place, language, notebook in self.shipped():
            pictures = places.pictures(notebook)
            self.assertEqual(sorted(pictures), sorted(PICTURES))
            for name, bytes in pictures.items():
                picture = Image.open(io.BytesIO(bytes)).convert("RGB")
                colors = picture.getcolors(1 << 24)
                ink = sum(count for count, color in colors if color != (255, 255, 255)) / (picture.width * picture.height)
                self.assertGreater(len(colors), 30, name)
                self.assertGreater(ink, 0.02, name)
                self.assertTrue(700 < picture.width < 1300 and 300 < picture.height < 3000, (name, picture.size))

    def test_languages_differ(self):
        both = [place for place in places.PLACES if len(places.languages(place)) == 2]
        self.assertGreater(len(both), 4)
        for place in both:
            english, chinese = (places.pictures(self.done[place, language]) for language in places.ENDINGS)
            for name in PICTURES:
                self.assertNotEqual(english[name], chinese[name], f"{place} {name}")

    def test_balances_are_those_of_the_accounts(self):
        for place, language, notebook in self.shipped():
            funds, wanted = self.title(place, "funds", language), collections.Counter()
            for row in read(self.folder / place, "accounts.csv"):
                if row["scenario"] == "baseline" and row["kind"] == "closing":
                    wanted[row["year"], funds[row["fund"]]] += float(row[self.money(place, "amount")])
            self.compare(notebook, "balances", wanted)

    def test_current_balances_and_months_are_the_measures(self):
        for place, language, notebook in self.shipped():
            funds, wanted = self.title(place, "funds", language), {"current-balance": {}, "reserve-months-backward": {}}
            for row in read(self.folder / place, "measures.csv"):
                if row["scenario"] == "baseline" and row["measure"] in wanted:
                    wanted[row["measure"]][row["year"], funds[row["fund"]]] = float(row["value"])
            self.compare(notebook, "flows", wanted["current-balance"])
            self.compare(notebook, "reserves", wanted["reserve-months-backward"])

    def test_people_payers_and_reforms_are_those_of_the_tables(self):
        for place, language, notebook in self.shipped():
            folder, people, paid, moved = self.folder / place, collections.Counter(), collections.Counter(), collections.Counter()
            statuses, layers = self.title(place, "statuses", language), self.title(place, "layers", language)
            layers |= {"own": {"en": "Insured themselves", "zh": "个人负担"}[language]}
            for row in read(folder, "membership.csv"):
                if row["scenario"] == "baseline":
                    people[row["year"], statuses[row["status"]]] += float(row["persons"])
            for row in read(folder, "waterfall.csv"):
                if row["scenario"] == "baseline" and row["decile"] == "all":
                    paid[row["year"], layers[row["layer"]]] += float(row[self.money(place, "paid")])
            scenarios, funds = self.title(place, "scenarios", language), self.title(place, "funds", language)
            rows = [row for row in read(folder, "differences.csv") if row["line_or_measure"] == "closing"]
            horizon = max(key[0] for key in paid)
            for row in rows:
                if row["year"] == horizon:
                    moved[scenarios[row["scenario"]], funds[row["fund"]]] += float(row["difference"])
            self.compare(notebook, "people", people)
            self.compare(notebook, "payers", paid)
            self.compare(notebook, "reforms", moved)

    def test_same_run_same_notebook(self):
        first, again = self.done[self.small, "zh"], self.done["again"]
        self.assertEqual(nbformat.writes(first), nbformat.writes(again))

    def test_what_the_run_has_not_is_left_out(self):
        cells = [cell.id for cell in self.done["alone"].cells]
        self.assertEqual([name for name in cells if name.startswith("reform")], [])
        self.assertIn("payers-text", cells)

    def test_a_changed_table_is_refused(self):
        self.assertIsInstance(self.done["changed"], str)
        self.assertIn("accounts.csv was changed since the run wrote it", self.done["changed"])

    def test_without_a_chinese_font_it_says_so_and_draws_in_english(self):
        notebook = self.done["no font"]
        said = [output.text for _, output in places.outputs(notebook) if output.output_type == "stream"]
        self.assertEqual(len(said), 1, said)
        self.assertIn("未找到中文字体", said[0])
        values, _ = printed(notebook, "balances")
        self.assertIn("Employee pool", {column for _, column in values})

    def test_regions_are_added_up(self):
        notebook, wanted = self.done["regions"], collections.Counter()
        self.assertNotIsInstance(notebook, str, notebook)
        funds = self.title("regions", "funds", "en")
        for row in read(self.folder / "regions", "accounts.csv"):
            if row["kind"] == "closing":
                wanted[row["year"], funds[row["fund"]]] += float(row[self.money("regions", "amount")])
        self.compare(notebook, "balances", wanted)
        said = [output.text for _, output in places.outputs(notebook) if output.output_type == "stream"]
        self.assertEqual([text.split(":")[0].split(" ")[0] for text in said], ["Bands", "Months"])

    def test_another_scenario_can_be_shown(self):
        notebook, wanted = self.done["reform"], collections.Counter()
        self.assertNotIsInstance(notebook, str, notebook)
        funds = self.title(self.small, "funds", "zh")
        for row in read(self.folder / self.small, "accounts.csv"):
            if row["scenario"] == self.reform() and row["kind"] == "closing":
                wanted[row["year"], funds[row["fund"]]] += float(row[self.money(self.small, "amount")])
        self.compare(notebook, "balances", wanted)

    def test_exported_notebooks_are_not_stale(self):
        """Version and inputs are the present ones, and so are the balances: a change of the engine may leave both as they were."""
        for place, language, now in self.shipped():
            file = places.EXPORT / (place + places.ENDINGS[language])
            name = f"notebooks-export/{file.name}"
            self.assertTrue(file.is_file(), f"{name} is missing: make notebooks")
            stored = nbformat.read(file, as_version=4)
            for key in ("version", "inputs-sha256"):
                self.assertEqual(stored.metadata.fundcast[key], now.metadata.fundcast[key], f"{name} is stale ({key}): make notebooks")
            self.assertEqual(printed(stored, "balances"), printed(now, "balances"), f"{name} is stale (balances): make notebooks")
            self.assertEqual(sorted(places.pictures(stored)), sorted(PICTURES), f"{name} is stale (pictures): make notebooks")
            self.assertLess(file.stat().st_size, 1 << 20, name)
        known = {place + places.ENDINGS[language] for place in places.PLACES for language in places.languages(place)}
        extra = {file.name for file in places.EXPORT.glob("*.ipynb")} - known
        self.assertEqual(extra, set(), "of no shipped place: make notebooks")


if __name__ == "__main__":
    unittest.main()
