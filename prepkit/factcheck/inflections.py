"""Forms of words: whether two words are the same word, inflected."""

import re
from functools import lru_cache

from prepkit.quantities.lexicon import VERBS

# Irregular forms that measurements never meet: form, and what it is a form of.
_FORMS = dict(
    pair.split("/")
    for pair in """knew/know known/know spoke/speak spoken/speak meant/mean felt/feel fought/fight
    heard/hear met/meet sat/sit sang/sing sung/sing swam/swim threw/throw thrown/throw stole/steal
    stolen/steal bit/bite bitten/bite hid/hide hidden/hide rode/ride ridden/ride froze/freeze
    frozen/freeze forgot/forget forgotten/forget forgave/forgive forgiven/forgive fed/feed fled/flee
    hung/hang bent/bend bound/bind bred/breed dealt/deal dug/dig dreamt/dream stuck/stick
    struck/strike swept/sweep swore/swear sworn/swear tore/tear torn/tear woke/wake woken/wake
    wove/weave woven/weave wept/weep wound/wind sought/seek shook/shake shaken/shake shone/shine
    sank/sink sunk/sink spun/spin sprang/spring sprung/spring stung/sting bore/bear borne/bear
    blew/blow blown/blow rang/ring rung/ring lit/light lent/lend spelt/spell built/build
    understood/understand wore/wear worn/wear people/person men/man women/woman children/child
    mice/mouse feet/foot teeth/tooth lives/life knives/knife halves/half analyses/analysis
    criteria/criterion phenomena/phenomenon indices/index wives/wife leaves/leaf""".split()
)
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")  # its last letter is doubled: "stopped"
_FEWEST_LETTERS = 3


def same_word(one: str, other: str) -> bool:
    """Tell whether two words differ in nothing but their inflection.

    >>> same_word("came", "come"), same_word("import", "important")
    (True, False)
    """
    return one == other or bool(bases(one) & bases(other))


@lru_cache(maxsize=10_000)
def bases(word: str) -> frozenset[str]:
    """Return the words that `word`, in small letters, may be a form of; itself among them."""
    word = re.sub(r"'s?$", "", word)
    if word in _FORMS:
        return frozenset((word, _FORMS[word]))
    if word in VERBS:
        return frozenset((word, VERBS[word].lemma))
    return frozenset((word, *(base for base in _stripped(word) if _may_stand_alone(base))))


def _stripped(word: str) -> list[str]:
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("ied"):
        return [word[:-3] + "y", word[:-1]]
    if re.search(r"(?:s|x|z|ch|sh|o)es$", word):
        return [word[:-2], word[:-1]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1]]
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            bare = word.removesuffix(ending)
            doubled = len(bare) > 2 and bare[-1] == bare[-2]
            # "planned" is of "plan", "planed" of "plane".
            plain = [] if _SHORT.fullmatch(bare) else [bare]
            return [*plain, bare + "e", *([bare[:-1]] if doubled else [])]
    return []


def _may_stand_alone(base: str) -> bool:
    return len(base) >= _FEWEST_LETTERS and bool(re.search(r"[aeiouy]", base))
