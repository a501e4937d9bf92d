"""What counts as noise, what does not, and what is left when it is gone."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import STEPS, clean, find_noise
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind, Span
from ingest.pipeline import extract_document
from tests.growth import assert_linear

BODY = "各科室要严格执行值班制度，坚持二十四小时在岗在位，遇有重要情况及时报告，确保政令畅通。"
MORE = "要统筹安排会议活动，从严控制数量和规模，能合并的合并，能不开的不开。"

ARTICLES = f"第一条 {BODY}\n第二条 {BODY}\n"


def garbled(words: str, right: str, wrong: str) -> str:
    """`words` in bytes of one encoding, misread as another."""
    return words.encode(right).decode(wrong, errors="replace")


def marked(text: str) -> tuple[str, list[str]]:
    """A text without its ⟦ ⟧, and the words that stood between them."""
    parts = text.replace("⟧", "⟦").split("⟦")
    return "".join(parts), parts[1::2]


def cleaned(text: str) -> str:
    return clean(text, find_noise(text)).text


AD, OCR, CUT, TWICE, CODE = (
    NoiseKind.ADVERTISEMENT,
    NoiseKind.OCR,
    NoiseKind.TRUNCATION,
    NoiseKind.DUPLICATE,
    NoiseKind.ENCODING,
)

NOISY = [  # a text with its noise in ⟦ ⟧, the kind, the text cleaned, why
    # debris of sites
    (f"{BODY}\n⟦来源：某某日报 作者：佚名⟧\n{MORE}", AD, f"{BODY}\n\n{MORE}", "a line that names its source"),
    (f"⟦首页 > 领导讲话 > 正文⟧\n{BODY}", AD, f"\n{BODY}", "breadcrumbs"),
    (f"⟦公文大全 | 述职材料 | 演讲稿件 | 简历⟧\n{BODY}", AD, f"\n{BODY}", "the bar of a site"),
    (f"{BODY}\n⟦编者按：本站为您整理了本篇，喜欢就收藏吧⟧", AD, f"{BODY}\n", "a note of the site's editor"),
    (f"{BODY}\n⟦【打印本页】 【关闭窗口】⟧", AD, f"{BODY}\n", "buttons"),
    (f"{BODY}\n⟦【声明】本文由网友上传，如有侵权请联系站长删除。⟧", AD, f"{BODY}\n", "a declaration of the site"),
    (f"⟦编者按：本文来自网络，如有侵权请联系删除。⟧\n{BODY}", AD, f"\n{BODY}", "a note of whoever copied it"),
    (f"{BODY}\n⟦上一篇：没有了⟧\n⟦下一篇：值班通知⟧", AD, f"{BODY}\n\n", "neighbours"),
    (f"{BODY}\n⟦相关阅读：⟧\n⟦你必须知道的写作技巧⟧\n⟦值班总结⟧", AD, f"{BODY}\n\n\n", "titles under 相关阅读"),
    (f"⟦相关资料：⟧\n一、值班\n{BODY}", AD, f"\n一、值班\n{BODY}", "headings are no titles of other pages"),
    (f"{BODY}⟦更多公文请访问 www.example-fanwen.com⟧", AD, BODY, "an invitation with a blank before its address"),
    ("急件3⟦曰⟧内办结，平件7日内办结。", NoiseKind.OCR, "急件3日内办结，平件7日内办结。", "what a number is of"),
    ("公文不超过3⟦OOO⟧字。", NoiseKind.OCR, "公文不超过3000字。", "zeros read as letters"),
    (f"{BODY}⟦欢迎扫描下方二维码关注我们⟧", AD, BODY, "after the last sentence of a line"),
    (f"{BODY}\n⟦剩余60%未读，查看全文⟧", AD, f"{BODY}\n", "a paywall"),
    (f"{BODY}\n⟦— 12 —⟧\n{MORE}", AD, f"{BODY}\n\n{MORE}", "a page number"),
    ("要抓好⟦（本文来源：某某文秘网）⟧办文工作。", AD, "要抓好办文工作。", "a note in brackets goes with them"),
    ("要抓好⟦www.example-fanwen.com⟧办文工作。", AD, "要抓好办文工作。", "an address in the middle"),
    ("要抓好⟦第一范文网⟧办文工作。", AD, "要抓好办文工作。", "a site's name in the middle"),
    (
        "要把办文工作作为提高效率、⟦本文来自\n⟧改进作风的突破口。",
        AD,
        "要把办文工作作为提高效率、改进作风的突破口。",
        "it broke the line",
    ),
    (f"⟦发布时间：2013-4-8 点击数：52⟧\n{BODY}", AD, f"发布时间：2013-4-8\n{BODY}", "its date is kept"),
    # forums
    (
        f"⟦楼主 发表于 2009-3-2 09:15 | 只看该作者⟧\n{BODY}\n⟦顶一下！⟧",
        AD,
        f"发表于 2009-3-2\n{BODY}\n",
        "a post's head",
    ),
    (f"{BODY}⟦7 W! k0 {{3 q& z)⟧\n{MORE}", AD, f"{BODY}\n{MORE}", "random signs against copying"),
    ("加强⟦[b]⟧督查督办⟦[/b]⟧工作。", AD, "加强督查督办工作。", "a forum's marks"),
    (f"{BODY}\n⟦沙發：謝謝分享！⟧\n⟦檢舉　引用　回覆⟧", AD, f"{BODY}\n\n", "replies, in traditional characters"),
    (f"⟦登录 | 注册 | 帮助⟧\n{BODY}\n⟦Powered by SomeBoard 2.0⟧", AD, f"\n{BODY}\n", "a forum's links and software"),
    (f"{BODY}\n⟦付费后可查看完整内容⟧", AD, f"{BODY}\n", "a paywall in other words"),
    (f"⟦网站首页 | 机关党建 | 图片 | 搜索⟧\n{BODY}", AD, f"\n{BODY}", "a menu"),
    (f"{BODY}\n⟦下载附件 保存到相册⟧", AD, f"{BODY}\n", "what a forum prints under a picture"),
    (f"{BODY}\n⟦查看: 310|回复: 12⟧", AD, f"{BODY}\n", "counts of a thread"),
    (f"{BODY}\n⟦如有侵权，请联系我们删除⟧", AD, f"{BODY}\n", "a disclaimer"),
    (f"{BODY}⟦k#9s{{2Q-z!⟧\n{MORE}", AD, f"{BODY}\n{MORE}", "scrambled signs without blanks"),
    ("要抓好⟦（转自某某文秘网，请勿转载）⟧办文工作。", AD, "要抓好办文工作。", "a note with more in its brackets"),
    (
        "要抓好⟦文章来自某某网(www.example-a.com)⟧办文工作。",
        AD,
        "要抓好办文工作。",
        "a name with its address is one note",
    ),
    ("要抓好⟦加QQ：1234567⟧办文工作。", AD, "要抓好办文工作。", "an account to write to"),
    ("要抓好⟦咨询热线400-123-4567⟧办文工作。", AD, "要抓好办文工作。", "a number for sales"),
    # wares
    ("各级各部门要扎实⟦羊绒衫批发⟧推进作风建设。", AD, "各级各部门要扎实推进作风建设。", "once, in no list"),
    ("今年是规划⟦除尘器⟧实施之年。", AD, "今年是规划实施之年。", "a ware that no office text names"),
    ("要转变作风，⟦不锈钢⟧而办公室更要带头。", AD, "要转变作风，而办公室更要带头。", "before a clause opens"),
    ("提高⟦电缆⟧水平。抓好⟦轴承⟧落实。", AD, "提高水平。抓好落实。", "more than one, each belonging to nothing"),
    (
        "各项工作要⟦净水机滤芯批发⟧落到实处。统筹⟦滤芯⟧推进。",
        AD,
        "各项工作要落到实处。统筹推进。",
        "a thing in no list, by its recurring",
    ),
    # pinyin
    ("要提高绩⟦（jì）⟧效，做好督查⟦（dū chá）⟧工作。", AD, "要提高绩效，做好督查工作。", "readings beside characters"),
    ("做好督查⟦dūchá⟧工作。", AD, "做好督查工作。", "a reading with tones and no brackets"),
    ("领导⟦gan⟧部要带头遵守纪律。", CODE, "领导干部要带头遵守纪律。", "a reading instead of its character"),
    # misread glyphs
    ("妥善⟦处臵⟧突发事件，⟦布臵⟧任务。", OCR, "妥善处置突发事件，布置任务。", "a glyph that modern texts do not use"),
    ("做好⟦自已⟧的事，⟦末经⟧批准不得外出。", OCR, "做好自己的事，未经批准不得外出。", "two real characters alike"),
    ("明确⟦杺务⟧，落实⟦责杺⟧，⟦杺何⟧人不得推诿。", OCR, "明确任务，落实责任，任何人不得推诿。", "in no table"),
    ("县级外汇⟦管埋⟧机关办理登记。", OCR, "县级外汇管理机关办理登记。", "two like shapes that no table pairs"),
    # broken off
    (
        f"{ARTICLES}⟦第三条 县级以上人民政府应当加强值班工作，按照规定配备⟧\n第四条 {BODY}\n第五条 {MORE}",
        CUT,
        f"{ARTICLES}第三条 县级以上人民政府应当加强值班工作，按照规定配备\n第四条 {BODY}\n第五条 {MORE}",
        "an article without its end, where all others have one",
    ),
    (
        "召开会议。⟦这次会议的目的，是为了⟧\n同志们要认真听讲。",
        CUT,
        "召开会议。这次会议的目的，是为了\n同志们要认真听讲。",
        "a word that ends no sentence",
    ),
    (
        "会议强调，要抓好落实。⟦一是办文，二是办会，三是⟧\n二、抓好值班",
        CUT,
        "会议强调，要抓好落实。一是办文，二是办会，三是\n二、抓好值班",
        "a label with nothing after it",
    ),
    (
        "⟦今天召开会议，主要任务是总结去年工作，部署今年...⟧",
        CUT,
        "今天召开会议，主要任务是总结去年工作，部署今年...",
        "an ellipsis of a preview",
    ),
    # twice
    (
        f"⟦值班工作会议讲话 同志们：{BODY[:30]}...⟧\n值班工作会议讲话\n同志们：\n{BODY}",
        TWICE,
        f"\n值班工作会议讲话\n同志们：\n{BODY}",
        "a lead",
    ),
    (
        f"⟦值班工作会议讲话 同志们：{BODY[:30]}……⟧\n值班工作会议讲话\n办公室主任\n（2010年3月2日）\n同志们：\n{BODY}",
        TWICE,
        f"\n值班工作会议讲话\n办公室主任\n（2010年3月2日）\n同志们：\n{BODY}",
        "a lead that left out the lines between",
    ),
    (f"值班工作通知\n⟦值班工作通知⟧\n{BODY}", TWICE, f"值班工作通知\n\n{BODY}", "a title"),
    (f"{BODY}{BODY}\n第二段。\n⟦{BODY}{BODY}⟧", TWICE, f"{BODY}{BODY}\n第二段。\n", "a paragraph pasted again"),
    # misread bytes
    (f"做好⟦{garbled('督查督办', 'utf-8', 'gb18030')}⟧工作。", CODE, "做好督查督办工作。", "UTF-8 as GBK"),
    (f"做好⟦{garbled('督查', 'utf-8', 'latin-1')}⟧工作。", CODE, "做好督查工作。", "UTF-8 as Latin-1"),
    (f"做好⟦{garbled('督查督办', 'gb18030', 'latin-1')}⟧工作。", CODE, "做好督查督办工作。", "GBK as Latin-1"),
    ("⟦&ldquo;⟧三办⟦&rdquo;⟧工作。", CODE, "“三办”工作。", "entities"),
    (r"做好⟦\u7763\u67e5⟧工作。", CODE, "做好督查工作。", "escapes"),
    ("做好⟦锟斤拷锟斤拷⟧工作。", CODE, "做好锟斤拷锟斤拷工作。", "lost for good: it stays as printed"),
    ("做好⟦\ufffd\ufffd⟧工作。", CODE, "做好\ufffd\ufffd工作。", "lost characters"),
    ("做好\x00工作。".replace("\x00", "⟦\x00⟧"), CODE, "做好工作。", "a control character"),
    ("我们⟦鎴栬\ufffd呯渷绾⟧的办公室", CODE, "我们鎴栬\ufffd呯渷绾的办公室", "bytes lost in the middle: one run"),
    ("做好“三办⟦â€⟧工作。", CODE, "做好“三办”工作。", "a quote that lost its last byte"),
    ("⟦锘?⟧" + BODY, CODE, BODY, "a byte-order mark read as GBK"),
]


@pytest.mark.parametrize(("text", "kind", "clean_text", "why"), NOISY, ids=[row[3] for row in NOISY])
def test_find_noise_finds_it_and_nothing_else(text: str, kind: NoiseKind, clean_text: str, why: str) -> None:
    original, words = marked(text)
    noise = find_noise(original)
    assert [found.span.of(original) for found in noise] == words, why
    assert {found.kind for found in noise} == {kind}
    assert all(found.cue and found.finder for found in noise)
    assert clean(original, noise).text == clean_text


SOUND = [  # a text, why it has no noise
    (BODY, "plain"),
    ("编者按：值班工作连着千家万户，现将三个县的做法刊发，供各地参考。", "an editor who speaks of the text"),
    ("请登录网站 www.example.com 查询，或发邮件至 zhiban@example.com。", "an address people are sent to"),
    ("详见 http://www.gov.cn/zhengce 上的通知。", "an address of an office"),
    ("会议指出：来源于群众、服务于群众。", "a word of a site's debris within a sentence"),
    ("第五条 利用电台、微信公众号等方式发布信息，提醒市民。", "the text is about it"),
    ("各单位要妥善保管打印机、计算机、变压器、电缆等设备。", "goods that are counted up"),
    ("该厂生产滤布和滤芯，滤布年产量一万件。", "a text about goods"),
    ("坚持党管干部，补齐短板，加强市场监管，补齐短板。", "words that end like things"),
    ("要采购一批不锈钢文件柜。", "goods that an office buys"),
    ("他自己已经完成任务，未来还要努力，末位要淘汰。", "characters alike, each in its place"),
    ("王喆同志、李昇同志主持会议。", "rare characters in names"),
    ("一九四九年到二〇三五年，二〇二〇年。", "〇 is a digit"),
    ("一、把握特性，增强做好工作的政治自觉和行动自觉\n" + BODY, "a heading that ends in a noun like an adverb"),
    ("各单位通过公文网上运转平台办理。", "a network that an office has"),
    ("关于贯彻落实的\n实施意见", "a title of two lines"),
    ("各位领导，\n同志们：\n" + BODY, "salutations"),
    ("要做到：腿勤、手勤、脑勤，\n不怕吃苦。", "a sentence that goes on in the next line"),
    ("做好 PM2.5 监测、GB/T 9704-2012 的执行，A4 型纸双面打印。", "letters and digits that belong"),
    ("推广应用App、VIP室和can总线。", "letters that are no pinyin of a word there"),
    ("café 的 Übersicht，10°C，±5%，×3，·要点·。", "Latin letters and signs"),
    ("内容空洞？？！主要是调研不够……", "marks of emphasis"),
    ("他反复讲：抓落实，抓落实，再抓落实。", "repetition in speech"),
    ("单位有前款行为的，依照前款处罚。\n\n单位有前款行为的，依照前款处罚。", "a short clause repeated on purpose"),
    ("第三章　值　班", "spaces in a heading"),
    ("# 第二章 会员\n第一条 会员应当缴费。", "a word of forums as a heading"),
    ("统计资料应当注明资料来源。", "where figures come from"),
    ("在污水泵站、起重机械旁值守。", "a ware inside a longer word"),
    ("联系人：李科长，电话：0371-65900000。", "whom to call about the text"),
    ("请各单位登录平台下载表格，于3日内报送。", "words of pages in a sentence that orders"),
    ("该县引进光伏组件企业两家，光伏组件产值翻番。", "a rare thing that the text is about"),
    ("违反规定的，处五千元以上一万元以下罚款，情节严重的依法处理，并追究责任。\n" * 2, "a clause that is no paragraph"),
]


@pytest.mark.parametrize(("text", "why"), SOUND, ids=[row[1] for row in SOUND])
def test_find_noise_leaves_sound_text_alone(text: str, why: str) -> None:
    assert [(found.span.of(text), found.cue) for found in find_noise(text)] == [], why


NORMAL = [  # printed, clean, why
    ("辦公室值班制度", "办公室值班制度", "traditional characters"),
    ("２４小时　Ａ级", "24小时 A级", "full-width digits and letters, wide spaces"),
    ("⽅案、⼯作", "方案、工作", "radicals that PDF files print"),
    ("值\u200b班", "值班", "characters without width"),
    ("１．５％，“引号”（括号）", "1．5%，“引号”（括号）", "marks stay full-width"),
]


@pytest.mark.parametrize(("printed", "clean_text", "why"), NORMAL, ids=[row[2] for row in NORMAL])
def test_clean_brings_spellings_to_one(printed: str, clean_text: str, why: str) -> None:
    result = clean(printed, ())
    assert result.text == clean_text, why
    assert result.to_original(Span(0, len(result.text))) == Span(0, len(printed))


def test_clean_keeps_what_has_no_remedy_but_cuts_duplicates() -> None:
    def noise(kind: NoiseKind, start: int, end: int) -> Noise:
        return Noise(span=Span(start, end), finder="test", cue="test", kind=kind, fix=None)

    text = "甲乙丙丁"
    assert clean(text, [noise(NoiseKind.TRUNCATION, 0, 1), noise(NoiseKind.ENCODING, 1, 2)]).text == text
    assert clean(text, [noise(NoiseKind.DUPLICATE, 0, 2)]).text == "丙丁"


def test_find_noise_lets_the_earlier_step_win() -> None:
    lead = f"值班工作会议讲话 同志们：{BODY[:30]}，处臵..."
    text = f"{lead}\n值班工作会议讲话\n同志们：\n{BODY[:30]}，处臵得当。"
    kinds = [found.kind for found in find_noise(text)]
    assert kinds == [NoiseKind.DUPLICATE, NoiseKind.OCR]


def test_find_noise_takes_comments_of_markup_out() -> None:
    text = "一、值班\n<!-- 排版用：\n不要删 -->\n值班人员要在岗。"
    assert [(n.kind, n.span.of(text), n.fix) for n in find_noise(text)] == [
        (NoiseKind.ADVERTISEMENT, "<!-- 排版用：\n不要删 -->", "")
    ]
    assert find_noise("甲 <!-- 没有结尾") == ()


def test_steps_are_named_after_what_they_find() -> None:
    assert len({step.__name__ for step in STEPS}) == len(STEPS)
    assert all(step.__name__.startswith("find_") and step.__doc__ for step in STEPS)


PIECES = st.one_of(
    st.sampled_from([row[0] for row in NOISY] + [row[0] for row in SOUND]),
    st.text(max_size=12),
    st.text(alphabet="的臵仼鍔炲叕瀹å…¬\ufffd&#;\\u.…，。：、\r\n 一二是要（）()[]jiqQ:/w0123456789", max_size=12),
    st.text(st.characters(categories=["Cs", "Co", "Cc"]), max_size=4),
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=5).map("".join))
def test_find_noise_and_clean_take_any_string(text: str) -> None:
    noise = find_noise(text)
    spans = [found.span for found in noise]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    result = clean(text, noise)
    assert find_noise(text) == noise, "the same text has the same noise"
    for span in _some_spans(len(result.text)):
        assert result.to_clean(result.to_original(span)).holds(span)


def _some_spans(length: int) -> Iterator[Span]:
    step = max(1, length // 7)
    return (Span(start, min(length, start + step)) for start in range(0, length, step))


ODD = [  # texts that would hang a step which tries one place in many ways
    "",
    "\n\n",
    "\ufeff",
    "a" * 20_000,
    "(" * 5_000,
    "- " * 5_000,
    " " * 20_000 + "x",
    "值班，" * 5_000,
    "，滤布而" * 5_000,
    "更多访问" * 5_000,
    "\n".join([("打印" + " " * 26) * 8 + "x"] * 50),
    "\n".join([("回复" + " " * 26) * 7 + "x"] * 50),
    "".join(map(chr, range(0x4E00, 0x9FA0))),
    "鍔炲叕瀹" * 2_000,
]


@pytest.mark.parametrize("text", ODD, ids=[repr(text[:6]) for text in ODD])
def test_find_noise_takes_odd_texts(text: str) -> None:
    clean(text, find_noise(text))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "(",
        "- ",
        "值班，",
        "，滤布而",
        "更多访问",
        "鍔炲叕瀹",
        "值羊绒衫班",
        "管埋",
        "打印" + " " * 26,
        "回复" + " " * 26 + "\n",
        "鎴栬\ufffd",
        "督dū察",
    ],
)
def test_find_noise_takes_linear_time(unit: str) -> None:
    find_noise("位臵")  # loads the tables
    assert_linear(lambda text: clean(text, find_noise(text)), unit, small=1_500)


INLINE = [  # the name of a pattern, what it finds; signs that no debris is without must be in each
    ("article_from", "本文来自甲乙网"),
    ("article_from", "此文由甲乙论坛整理"),
    ("compiled", "由甲乙文库精心整理"),
    ("compiled", "来源：甲乙社区"),
    ("compiled", "出自www.jiayi.cn"),
    ("more", "更多范文请访问甲乙网"),
    ("original_at", "原文链接：jiayi.cn/1.htm"),
    ("reprinted", "如需转载请注明出处"),
    ("dashed_site", "——甲乙在线——"),
    ("web_address", "www.jiayi.cn/a?b=1"),
    ("bare_domain", "jiayi.com.cn"),
    ("visit", "需要这份稿子的请登录甲乙论坛"),
    ("instant_message", "加QQ：1234567"),
    ("instant_message", "v信jiayi_88"),
    ("sales_number", "咨询电话：13800001111"),
    ("offer", "特价 38元包邮"),
    ("offer", "天猫甲乙旗舰店"),
    ("numbered_bracket", "【装修400-123-4567】"),
    ("dealer", "手机13800001111甲经理"),
    ("starred", "★甲乙装饰★"),
    ("follow_account", "请关注甲乙微信公众平台"),
    ("click", "请点击下载"),
    ("paid", "查看余下全文"),
    ("commercial_site", "公务员考试论坛"),
    ("site_name", "第一范文网"),
    ("site_name", "应届毕业生网"),
    ("link", "[/url]"),
]


@pytest.mark.parametrize(("name", "words"), INLINE, ids=[words for _, words in INLINE])
def test_debris_inline_signs_stand_in_what_a_pattern_finds(name: str, words: str) -> None:
    assert re.fullmatch(load_data("noise")["debris_inline"][name], words)
    assert any(re.search(sign, words) for sign in load_data("noise")["debris_inline_signs"])


def test_debris_inline_has_an_example_of_each_pattern() -> None:
    assert {name for name, _ in INLINE} == set(load_data("noise")["debris_inline"])


def test_an_offices_own_business_is_never_foreign_to_it() -> None:
    text = (
        "关于做好会务工作的通知\n各科室：\n会务科要在会前三天把会议材料送到与会领导手中，材料不齐的不得上会。\n"
        "会务科要逐一核对座次。\n各科室要按时参加会议，认真做好会议记录，不得无故缺席。\n"
    )
    assert not extract_document(text.encode(), "通知.txt").noise
