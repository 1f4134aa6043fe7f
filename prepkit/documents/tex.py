"""TeX math → the plain text a reader would write: `23.5\\%` → "23.5%", `10^{3}` → "10^3"."""

from __future__ import annotations

import re

# Each command, and what stands for it; all others lose their backslash.
_SIGNS = {
    "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "{": "{", "}": "}",
    ",": " ", ":": " ", ";": " ", " ": " ", "!": "", "~": " ", "quad": " ", "qquad": " ",
    "sim": "~", "approx": "≈", "simeq": "≈", "times": "×", "cdot": "·", "pm": "±", "mp": "∓",
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥",
    "neq": "≠", "ne": "≠", "lt": "<", "gt": ">", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "longrightarrow": "→", "Rightarrow": "→", "uparrow": "↑", "downarrow": "↓", "ldots": "…",
    "dots": "…", "cdots": "…", "mu": "µ", "infty": "∞", "percent": "%", "textdollar": "$",
    "mathdollar": "$", "euro": "€", "circ": "°", "degree": "°", "prime": "′", "sqrt": "√",
    "left": "", "right": "", "displaystyle": "", "textstyle": "", "scriptstyle": "", "bf": "",
    "it": "", "rm": "", "big": "", "Big": "", "bigl": "", "bigr": "", "limits": "",
}  # fmt: skip
# Commands that only dress their argument: it stays, they go.
_DRESS = frozenset(
    "text textbf textit textrm textsf texttt textsc textup textnormal mathrm mathbf mathit mathsf "
    "mathtt mathcal mathbb mathop mathbin mathrel mathord mathopen mathclose mathpunct "
    "operatorname mbox hbox emph boldsymbol bm ensuremath underline overline hat bar tilde vec "
    "widehat".split()
)
# Commands that go with their argument: "\color[rgb]{1,0,0}64" says 64, not 1,0,064.
_GONE = re.compile(
    r"\\definecolor\s*(?:\[[^\]]*\])?(?:\{[^{}]*\}){0,3}"
    r"|\\(?:text)?color\s*(?:\[[^\]]*\])?\{[^{}]*\}"
    r"|\\(?:[hv]?phantom|[hv]space|label|ref|tag)\*?\s*\{[^{}]*\}"
)
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "nicefrac", "sfrac"))
_TOKEN = re.compile(r"\\([a-zA-Z]+)\s*|\\(.)|([{}^_~])|([^\\{}^_~]+)|\\", re.DOTALL)
_SPACES = re.compile(r"\s+")
_STARS = re.compile(r"\^(?:[*†‡]+|d?dagger ?)")  # marks of significance, of a note


def plain_math(tex: str) -> str:
    """Return `tex` as plain text.

    >>> plain_math(r"\\sim 51{,}414 \\times 10^{-3}")
    '~51,414 × 10^-3'
    """
    parts: list[str] = []
    # Each open brace: what closes it says. A fraction's first brace ends with "/".
    closing: list[str] = []
    pending = ""  # what the next brace's end will say
    for command, escaped, mark, words in _TOKEN.findall(_GONE.sub("", tex)):
        if command in _FRACTIONS:
            pending = "/"
        elif command or escaped:
            if command not in _DRESS:
                parts.append(_SIGNS.get(command or escaped, f"{command} "))
        elif mark == "{":
            closing.append(pending)
            pending = ""
        elif mark == "}":
            parts.append(closing.pop() if closing else "")
        elif mark == "^":
            parts.append("^")
        elif mark == "_":
            parts.append("_")
        elif mark == "~":
            parts.append(" ")
        elif pending and words.strip():  # "\\frac12"
            words, pending = words.strip(), ""
            parts += [words[0], "/", words[1:]]
        else:
            parts.append(words)
    text = _SPACES.sub(" ", "".join(parts)).strip()
    text = _STARS.sub("", text).replace("^°", "°").replace("--", "–")
    return re.sub(r"([~≈<>≤≥]) (?=[\d.])", r"\1", text)  # "~ 64" is a sign with its number
