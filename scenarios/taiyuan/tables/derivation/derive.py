"""Derives the tables of the Taiyuan scenario with the functions of Jiangsu's and Shandong's and the city's own totals.

    python3 derivation/derive.py --wpp DIR --ltc DIR [--out DIR] [--check]

--wpp, --ltc as in ../../shandong/tables/derivation/README.md. Python 3, standard library only.
"""
import importlib.util
import os
import sys
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("place", os.path.join(HERE, "..", "..", "..", "jiangsu", "tables", "derivation", "derive.py"))
place = importlib.util.module_from_spec(spec)
spec.loader.exec_module(place)                          # adds Shandong's functions to the path
import tablefile

# Census of 2020, bulletin of the city (total recalled, confidence high; ages and sex ratio recalled, low)
place.demo.TOTAL_2020 = 5_304_061
place.demo.BROAD_SHARES = ((range(0, 15), 0.1443), (range(15, 60), 0.6884), (range(60, 65), 0.1673 - 0.1149), (range(65, 101), 0.1149))
place.demo.SEX_RATIO = 1.043
place.NAME = "Taiyuan"
place.CENSUS = "total 5304061 (bulletin of the city; recalled, confidence high), broad age shares, sex ratio 104.3 (recalled, low)"
place.LIFE_EXPECTANCY_2020, place.LIFE_SOURCE = 77.91, "77.91 in 2020, that of Shanxi (recalled, confidence medium)"
place.BIRTHS_2021, place.BIRTHS_SOURCE = 39_000, "39000 births in 2021 (7.4 per thousand; recalled, confidence low)"
place.LEVELS = {                                        # persons at the end of 2021
    "insured": 4_430_000,       # about 4.4 million (recalled, low); others are insured with the province or where they come from
    "employee": 1_950_000,      # about 1.95 million (recalled, low)
    "retired": 513_000,         # national 2.80 at work to one retired in 2021 (NHSA; low)
    "flexible": 267_000,        # national 4,853 of 35,431 (NHSA; low)
    "minor": 900_000,           # nearly all children, and pupils and students of 18 to 21 (judgement)
    "assisted": 60_000,         # judgement
}

if __name__ == "__main__":
    tablefile.run("Derive the tables of the Taiyuan scenario.", ("wpp", "ltc"), place.build)
