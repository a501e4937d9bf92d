"""No rule is found where nobody is told to do anything: whatever the words, the text only tells."""

from collections.abc import Callable

import pytest

from ingest.extract.context import Context
from ingest.extract.rules import find_rules

Of = Callable[..., Context]

NOVEL = """第三章 渡口
天还没有亮透，老周就起来了。他披上棉袄，推开门，雾气从河面上漫过来，对岸的灯火一点一点地暗下去。
“今天怕是走不成了。”他自言自语。船在岸边轻轻晃着，像一头不愿醒来的牛。
二丫抱着柴火进来，说爹你不要等了，他不会来的。老周没有接话，只是把烟袋在鞋底上磕了磕。
他想起二十年前那个早晨，也是这样的雾，父亲必须赶在涨水以前把粮食运过河去。那一回，谁也没有想到，船在河心就要翻了。
后来有人问他，你怎么敢走呢？他笑一笑，说不走又能怎样，一家人总要吃饭。
"""
NEWS = """清岭县第三届茶叶节开幕
本报讯（记者 林小满）昨天上午，清岭县第三届茶叶节在文化广场开幕，来自八个省市的一百二十多家企业参加了展销。
据了解，本届茶叶节为期五天，共设展位三百个，较上届增加了四成。开幕当天，签约项目十七个，总金额超过六亿元。
“我们村的白茶第一次走出了县城。”种茶大户陈伯告诉记者，去年他家的收入达到了十二万元。
活动期间，还举行了采茶比赛、制茶表演和民歌会，吸引了三万多名游客。专家认为，茶旅融合的路子越走越宽。
"""
RECIPE = """红烧茄子的做法
原料：茄子三个，五花肉二两，蒜四瓣，酱油两勺，白糖一勺，盐少许。
茄子洗净切成滚刀块，用盐腌十分钟，挤去水分。五花肉切成薄片，蒜拍碎。
锅里放油，烧到七成热，下茄子炸成金黄色，捞出来沥油。锅里留一点底油，煸香肉片和蒜，倒入酱油和糖，炒出红亮的颜色。
倒回茄子，加半碗水，小火焖五分钟，收汁出锅。这道菜软糯香甜，老人和孩子都喜欢。
"""
STATISTICS = """2015年清岭县国民经济和社会发展统计公报
2015年，全县生产总值186.4亿元，比上年增长7.8%。其中，第一产业增加值32.1亿元，增长4.2%；第二产业增加值88.7亿元，增长8.9%。
全年居民消费价格上涨1.3%。年末户籍总人口52.6万人，其中城镇人口21.8万人。出生率11.2‰，死亡率6.1‰。
全年粮食产量28.5万吨，比上年减少0.6%。规模以上工业企业达到96家，实现利润14.2亿元，增长11.5%。
全年城镇居民人均可支配收入24310元，农村居民人均可支配收入10520元，分别增长8.1%和9.4%。
"""
LETTER = """小梅：
展信好。收到你的来信已经是星期四的傍晚，我坐在窗前读了三遍，窗外的桂花落了一地。
你问我想不想你，我怎么会不想呢？每天走过那条小路，都觉得你还在我的左边，说着那些没头没尾的话。
这里的冬天来得早，昨夜下了雪，屋顶白了。我梦见我们一起去看海，你的围巾被风吹得老高。
我爱你，像爱每一个有阳光的早晨。
永远属于你的阿诚
"""
PRODUCT = """晨曦牌保温杯
本产品采用双层真空结构，内胆为食品级不锈钢，容量五百毫升，净重三百克。
杯盖一键开启，单手操作十分方便。热水倒入六小时后，温度仍在六十摄氏度左右。
共有米白、雾蓝、豆绿三种颜色，外壁经过磨砂处理，手感细腻，不易留下指纹。
产品自上市以来，深受上班族和学生的喜爱，累计销量超过二十万只，好评率达到百分之九十八。
"""
PRAISE = """在表彰会上的讲话
同志们：
过去的一年，全县办公室系统的同志任劳任怨，默默奉献，涌现出一大批先进典型。
值班室的老赵，三十年如一日守在电话旁，没有误过一件事、漏过一个字。他常说，选择了这一行，就是选择了清贫。
督查科的同志跑遍了十六个乡镇，查看了二百多个项目，帮助群众解决难题三百余件，受到了广泛好评。
这些成绩的取得，离不开大家的辛勤付出。在此，我代表县委、县政府，向同志们表示衷心的感谢！
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(NOVEL, "a page of a novel: what somebody had to do once, and what is said to him", id="novel"),
        pytest.param(NEWS, "a report of the news", id="news"),
        pytest.param(RECIPE, "a recipe orders nobody who is bound", id="recipe"),
        pytest.param(STATISTICS, "figures", id="statistics"),
        pytest.param(LETTER, "a love letter", id="letter"),
        pytest.param(PRODUCT, "the description of a thing", id="product"),
        pytest.param(PRAISE, "praise and figures in a speech", id="praise"),
    ],
)
def test_a_text_without_norms_has_no_rule(context_of: Of, text: str, reason: str) -> None:
    context = context_of(text)
    assert [rule.span.of(context.text) for rule in find_rules(context)] == [], reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("会上通过了必须限期整改的决定。", "a decision that was taken"),
        ("去年要求各乡镇都建了台账，效果很好。", "what was required then"),
        ("这样的干部怎么能不受欢迎？", "a question that asks nothing"),
        ("稍有疏忽，就要出问题。", "what may befall"),
        ("没有规矩，就不成方圆。", "a saying"),
        ("他不能到会，委托我向大家问好。", "what a third person cannot do"),
        ("各项任务能够按时完成，取决于大家的努力。", "on what a thing depends"),
        ("老站长说过，出车要登记。", "what somebody once said"),
        ("难道我们不应该把车管好吗？", "a question that knows its answer"),
        ("墙上挂着“禁止吸烟”的牌子。", "a sign that is quoted"),
        ("向管理要效益。", "whom one asks for what"),
        ("今天请各位来，是通报几件事。", "why they are here"),
        ("材料写得好不好，要看功夫深不深。", "how to tell"),
        ("办理得快不快，关键在作风。", "a verb and how well it is done"),
        ("静而后安则虑。", "classical words"),
        ("今天早会应到26人，实到19人。", "who is there"),
        ("前几天外县来学习，要一份近年的台账，半天没有找到。", "what somebody once asked for"),
        ("今天把大家请来，就是要通报几件事。", "why they are here, as an order"),
        ("泵站不能适应汛期的需要。", "what is wanting"),
        ("坚持扩大内需，拉动增长。", "需 inside a word"),
        ("扩建既可以多蓄水，又可以少占地。", "what it is good for"),
        ("群众反映的难点中，需要解决的问题不少。", "which problems"),
        ("水位仍控制在可以承受的范围。", "which range"),
        ("我代表县政府报告工作，请予审议。", "what an assembly is asked by formula"),
        ("老办法早已不再适用。", "what is so by now"),
        ("为了确保车辆安全，结合实际，现规定如下：", "what only announces"),
    ],
)
def test_a_sentence_that_only_looks_like_a_norm_is_none(context_of: Of, sentence: str, reason: str) -> None:
    context = context_of(f"在全县办公室工作会议上的讲话\n同志们：\n一、回顾\n{sentence}\n")
    assert [rule.span.of(context.text) for rule in find_rules(context)] == [], reason
