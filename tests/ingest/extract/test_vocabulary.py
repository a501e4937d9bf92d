"""Words of the vocabulary in a text."""

from ingest.extract.vocabulary import duties_in, roles_in
from ingest.lexicon import Lexicon, Term, load_lexicon


def test_vocabulary_names_roles_and_duties_by_their_canonical_name() -> None:
    text = "值班员和秘书要做好会务，值班员要守好电话"
    assert roles_in(text, load_lexicon()) == ("值班人员", "文秘人员")
    assert duties_in(text, load_lexicon())[:1] == ("值班",)
    assert "办会" in duties_in(text, load_lexicon())


def test_vocabulary_prefers_the_longest_word() -> None:
    assert roles_in("办公室主任要带头", load_lexicon()) == ("办公室主任",)


def test_vocabulary_without_words_names_nothing() -> None:
    assert duties_in("值班", Lexicon(duties={}, roles={})) == ()
    assert roles_in("甲", Lexicon(duties={}, roles={"乙": Term("乙", (), None, "person")})) == ()
