"""Remake the fictional company's paper and slides: `python tests/company/build.py`.

The paper's page needs LaTeXML (`apt-get install latexml`); what it makes is committed, so that
the tests need no TeX. The slides need matplotlib only.
"""

import re
import subprocess
import textwrap
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE / "pages"

HEADER = "Larkfield slides for the fourth quarter of 2023"
FOOTER = "Page {number} of 3. Unaudited."

SLIDES = [
    (
        "Quillpad in 2023",
        """Quillpad had 41.2 million daily active users on average in December 2023. A year
        before it had 38.9 million. Most of the growth came from phones: in December 2023, 64% of
        the notes were written on a phone, and the share of people who write on two devices or
        more rose from 31% to 37%. We count a person once a day, however many notes the per-
        son opens.""",
        [],
    ),
    (
        "Daily and monthly users of Quillpad, in millions",
        "",
        [
            ("", "Q4 2022", "Q1 2023", "Q2 2023", "Q3 2023", "Q4 2023"),
            ("Daily active users", "38.9", "39.4", "40.1", "40.7", "41.2"),
            ("Monthly active users", "67.8", "68.2", "68.9", "69.3", "69.8"),
        ],
    ),
    (
        "Boards",
        """Quillpad Boards had 10 million daily active users in January 2019. We have not published
        a newer figure. Boards load in 0.8 seconds for half of the people who open them, and in
        less than 3 seconds for 95% of them.""",
        [],
    ),
]


def build_paper() -> None:
    """Make pages/paper.html from paper.tex, as arXiv does."""
    target = PAGES / "paper.html"
    options = "--format=html5 --pmml --cmml --mathtex --nodefaultresources --quiet --log=/dev/null"
    subprocess.run(
        ["latexmlc", f"--dest={target}", *options.split(), HERE / "paper.tex"], check=True
    )
    made = target.read_text(encoding="utf-8")
    # The day it was made, and the logo, would differ or weigh without need.
    made = re.sub(r"<!--Generated on.*?-->\n?", "", made)
    made = re.sub(r'<div class="ltx_page_logo">.*?</div>', "", made, flags=re.DOTALL)
    target.write_text(made, encoding="utf-8")


def build_slides() -> None:
    """Make pages/slides.pdf: prose with a hyphen, a header and footer on each page, a table."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["pdf.fonttype"] = 42  # text that can be read back
    from matplotlib import pyplot
    from matplotlib.backends.backend_pdf import PdfPages

    with PdfPages(PAGES / "slides.pdf", metadata={"CreationDate": None}) as pdf:
        for number, (title, prose, rows) in enumerate(SLIDES, 1):
            page = pyplot.figure(figsize=(8.3, 5.8))
            page.text(0.08, 0.95, HEADER, fontsize=8)
            page.text(0.08, 0.03, FOOTER.format(number=number), fontsize=8)
            page.text(0.08, 0.84, title, fontsize=18)
            lines = textwrap.dedent(prose).splitlines()
            for place, line in enumerate(lines):
                page.text(0.08, 0.74 - 0.05 * place, line.strip(), fontsize=11)
            for down, row in enumerate(rows):
                for across, cell in enumerate(row):
                    x = 0.08 if across == 0 else 0.24 + 0.12 * across
                    page.text(x, 0.70 - 0.06 * down, cell, fontsize=11)
            pdf.savefig(page)
            pyplot.close(page)


if __name__ == "__main__":
    build_paper()
    build_slides()
