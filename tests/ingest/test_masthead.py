"""The masthead: title, kind, place and post, from the first lines."""

import pytest

from ingest.headings import find_sections
from ingest.masthead import Masthead, find_masthead
from ingest.model import DocumentKind


def masthead_of(text: str, file: str = "2012_讲话稿.txt") -> Masthead:
    return find_masthead(text, file, find_sections(text, ["目录"]))


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("在全乡值班工作会上的讲话\n同志们：\n好。", "在全乡值班工作会上的讲话", "the first line"),
        ("# 清源县值班工作规定\n\n2012年3月5日 发布\n", "清源县值班工作规定", "a Markdown title"),
        ("在全县办公室系统\n业务培训班上的讲话\n同志们：", "在全县办公室系统业务培训班上的讲话", "over two lines"),
        ("在座谈会上的讲话同志们：今天开个会。会很短。", "在座谈会上的讲话", "run into the salutation"),
        ("首页 > 公文 > 讲话\n在座谈会上的讲话\n同志们：", "在座谈会上的讲话", "below the path of a web page"),
        ("欢迎光临某某论坛　注册\n在座谈会上的讲话\n同志们：", "在座谈会上的讲话", "below the head of a forum"),
        ("在某某论坛上的讲话\n同志们：", "在某某论坛上的讲话", "a forum that people meet at"),
        ("清府办发〔2012〕7号\n关于做好值班工作的通知\n各乡镇：", "关于做好值班工作的通知", "below a document number"),
        ("公文处理规定（试行）\n第一条 甲。", "公文处理规定（试行）", "with a bracket behind its end"),
        ("值　班　制　度\n一、甲", "值班制度", "without typesetting blanks"),
        ("做好新时期办公室工作\n同志们：\n好。", "做好新时期办公室工作", "no usual end, but it opens the text"),
        ("同志们：\n今天开会。", "2012_讲话稿", "none: the name of the file"),
        ("今天我们在这里召开会议，主要任务是研究值班工作。", "2012_讲话稿", "a sentence is no title"),
        ("", "2012_讲话稿", "an empty text"),
    ],
)
def test_masthead_title(text: str, title: str, reason: str) -> None:
    assert masthead_of(text).title == title, reason


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("在会上的讲话\n同志们：", DocumentKind.SPEECH, "by the end of the title"),
        ("接待工作办法\n一、甲", DocumentKind.REGULATION, "by the end of the title"),
        ("关于印发接待工作办法的通知\n各科室：", DocumentKind.NOTICE, "a notice that carries a regulation"),
        ("2012年工作总结\n一、甲", DocumentKind.OTHER, "a kind of document of its own"),
        ("值班室\n第一条 甲。\n第二条 乙。\n第三条 丙。", DocumentKind.REGULATION, "by its articles"),
        ("谈谈办公室工作\n同志们：\n好。", DocumentKind.SPEECH, "by its salutation"),
        ("学习贯彻值班规定\n同志们：\n好。", DocumentKind.SPEECH, "a salutation is stronger than a word like 规定"),
        ("随笔\n今天下雨。", DocumentKind.OTHER, "by nothing"),
    ],
)
def test_masthead_kind(text: str, kind: DocumentKind, reason: str) -> None:
    assert masthead_of(text).kind is kind, reason


@pytest.mark.parametrize(
    ("text", "post", "reason"),
    [
        ("在会上的讲话\n县政府办公室主任 李小明\n同志们：", "县政府办公室主任", "a line under the title"),
        ("在会上的讲话\n（市委秘书长 张某）\n同志们：", "市委秘书长", "in brackets"),
        ("县委书记在动员会上的讲话\n同志们：", "县委书记", "in the title"),
        ("在会上的讲话\n同志们：\n我是第一次以县委办副主任的身份讲话。", "县委办副主任", "told by the speaker"),
        ("在会上的讲话\n各位主任\n好。", None, "an audience is no speaker"),
        ("在会上的讲话\n同志们：\n作为办公室主任，要带头。", None, "an instruction to chiefs of office"),
    ],
)
def test_masthead_speaker_post(text: str, post: str | None, reason: str) -> None:
    assert masthead_of(text).speaker_post == post, reason


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("在会上的讲话\n（2012年3月5日，清源县）\n同志们：", "清源县", "behind the date"),
        ("在会上的讲话\n地点：县政府三楼会议室\n同志们：", "县政府三楼会议室", "named as such"),
        ("在会上的讲话\n2012年3月5日\n同志们：", None, "a date alone"),
    ],
)
def test_masthead_place(text: str, place: str | None, reason: str) -> None:
    assert masthead_of(text).place == place, reason


def test_masthead_of_a_law_holds_every_promulgation() -> None:
    text = (
        "# 清源县接待条例\n\n1998年1月2日 县人民代表大会通过\n\n"
        "2010年5月6日 县人民代表大会常务委员会第二次会议"
        "《关于修改〈清源县接待条例〉等七部地方性法规若干条款的决定》修正\n\n"
        "## 第一章 总则\n第一条 甲。\n"
    )
    assert "2010年5月6日" in text[: masthead_of(text).end]
    assert "第一章" not in text[: masthead_of(text).end]
