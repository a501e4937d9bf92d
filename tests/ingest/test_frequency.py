"""How common words are."""

from ingest.frequency import log_likelihood, word_counts, word_over


def test_word_counts_knows_words_and_no_misprints() -> None:
    assert word_counts()["工作"] > word_counts()["滤布"] > 0
    assert "末经" not in word_counts()


def test_log_likelihood_prefers_words() -> None:
    assert log_likelihood("未经批准") > log_likelihood("末经批准")
    assert log_likelihood("") == 0
    assert log_likelihood("龘龘") < log_likelihood("的的") < 0


def test_word_over_is_the_most_common_word_at_the_place() -> None:
    assert word_over("办公室工作", 1, at_least=10) == "办公室"
    assert word_over("办公室工作", 3, at_least=10) == "工作"
    assert word_over("末经", 0, at_least=1) is None
