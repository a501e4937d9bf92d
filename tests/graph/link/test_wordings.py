"""How a wording may change, each way once: what restates what, what it does to it, and what is something else."""

import pytest

from graph.link.lineage import all_links
from graph.link.relation import Relation
from tests.graph.link.shelf import MemoryShelf, said


def relations(before: str, after: str) -> list[Relation]:
    """What the links between two documents say that the later does to the earlier."""
    shelf = MemoryShelf(said(f"{before}。\n", 2010), said(f"会议强调如下。{after}。\n", 2014))
    return [link.reading.relation for link in all_links(shelf)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "单笔采购超过8000元的须经班子集体研究",
            "单笔采购超过5000元的须经班子集体研究",
            Relation.TIGHTENED, id="holds from less on",
        ),
        pytest.param(
            "无故缺席会议3次以上的，给予通报批评",
            "无故缺席会议5次以上的，给予通报批评",
            Relation.RELAXED, id="holds from more on",
        ),
        pytest.param(
            "加班超过2次的可以调休半天，由科室自行安排",
            "加班超过3次的可以调休半天，由科室自行安排",
            Relation.TIGHTENED, id="allowed from more on",
        ),
        pytest.param(
            "桌签座次图应在会前2天报会务组核定",
            "桌签座次图应在会前3天报会务组核定",
            Relation.DEADLINE_CHANGED, id="time before an event",
        ),
        pytest.param(
            "值班室电话必须有人接听，铃响三声之内应答",
            "值班室电话必须有人接听，铃响三声之内应答",
            Relation.VERBATIM, id="to the letter",
        ),
        pytest.param(
            "（三）公章外出使用须经主要领导签字，并由两人同行",
            "一是公章外出使用须经主要领导签字，并由两人同行",
            Relation.VERBATIM, id="another label",
        ),
        pytest.param(
            "来信来访应当在十五日内答复来访人",
            "来信来访应当在15日内答复来访人",
            Relation.VERBATIM, id="other digits",
        ),
        pytest.param(
            "拟稿人对文稿的文字负责，核稿人对文稿的格式负责",
            "拟稿人要对文稿的文字质量负责，核稿人要对文稿的格式规范负责",
            Relation.EDITED, id="words added",
        ),
        pytest.param(
            "会前要把桌签、话筒、投影逐项检查一遍，确保万无一失",
            "会议开始之前，桌签、话筒、投影设备都要逐项检查一遍，做到万无一失",
            Relation.EDITED, id="reworded at both ends",
        ),
        pytest.param(
            "对领导批示件要建立台账，逐件跟踪，件件有回音",
            "对领导批示件要逐件跟踪，建立台账，件件有回音",
            Relation.EDITED, id="clauses in another order",
        ),
        pytest.param(
            "办公用房钥匙由行政科统一保管，借用时登记，用完当面交还",
            "办公用房钥匙由行政科统一保管，借用登记，用完交还",
            Relation.EDITED, id="words left out",
        ),
        pytest.param(
            "接待客人要热情大方，不卑不亢，既不铺张浪费，也不失礼节",
            "接待客人要热情大方，既不铺张浪费，也不失礼节",
            Relation.EDITED, id="a clause left out",
        ),
        pytest.param(
            "信息稿件要突出一个快字，抢在第一时间把基层的新情况新问题反映上来",
            "报送信息贵在一个快字，要抢在第一时间把基层的新情况、新问题反映上来",
            Relation.EDITED, id="a new opening",
        ),
        pytest.param(
            "机要室实行封闭管理，无关人员一律不得入内，确因工作需要进入的由机要员全程陪同",
            "机要室实行封闭管理，无关人员一律不得入内。确因工作需要进入机要室的，由机要员全程陪同并登记",
            Relation.EDITED, id="split into two sentences",
        ),
        pytest.param(
            "车辆派遣实行派车单制度，无派车单不得出车，节假日封存钥匙",
            "要把车管好。车辆派遣实行派车单制度，无派车单不得出车，节假日封存钥匙，油料凭卡加注，里程逐次登记，每月向机关公布一次",
            Relation.EDITED, id="merged into a longer one",
        ),
        pytest.param(
            "公章外出使用须经主要领导签字，并由两人同行",
            "印章外出使用须经主要领导签字，并由两人同行",
            Relation.EDITED, id="another name of the same thing",
        ),
        pytest.param(
            "机关车库由后勤科统一看管，钥匙登记后借用",
            "机关车库由行政处统一看管，钥匙登记后借用",
            Relation.EDITED, id="another bearer",
        ),
        pytest.param(
            "涉密载体原则上不得带出办公区",
            "涉密载体一律不得带出办公区",
            Relation.TIGHTENED, id="no exceptions any more",
        ),
        pytest.param(
            "各科室应当每月报送一次工作动态",
            "各科室必须每月报送一次工作动态",
            Relation.TIGHTENED, id="a harder word",
        ),
        pytest.param("工作日午间尽量不饮酒", "工作日午间严禁饮酒", Relation.TIGHTENED, id="a wish made a ban"),
        pytest.param(
            "督查件逾期未办结的，予以提醒",
            "督查件逾期未办结的，予以通报批评",
            Relation.TIGHTENED, id="a sanction added",
        ),
        pytest.param("会议材料不应超过10页", "会议材料不得超过10页", Relation.TIGHTENED, id="a harder ban"),
        pytest.param("全年调研不少于20天", "全年调研不少于30天", Relation.TIGHTENED, id="a higher floor"),
        pytest.param(
            "会期不超过2天的会议可以安排住宿",
            "会期不超过2天的会议不得安排住宿",
            Relation.TIGHTENED, id="what was allowed is forbidden",
        ),
        pytest.param(
            "值班人员不得擅离岗位",
            "值班人员不得擅离岗位，不得饮酒，不得由他人顶替",
            Relation.TIGHTENED, id="more bans",
        ),
        pytest.param("讲话稿一般不超过5000字", "讲话稿不得超过3000字", Relation.TIGHTENED, id="a lower ceiling"),
        pytest.param("外出考察必须报市委批准", "外出考察应当报市委批准", Relation.RELAXED, id="a softer word"),
        pytest.param(
            "借阅档案必须当场查阅，不得复印",
            "借阅档案必须当场查阅，经分管领导同意可以复印",
            Relation.RELAXED, id="a ban lifted",
        ),
        pytest.param(
            "接待用餐陪餐人数不得超过3人",
            "接待用餐陪餐人数不得超过5人",
            Relation.RELAXED, id="a higher ceiling",
        ),
        pytest.param(
            "各单位每年必须组织4次保密检查",
            "各单位每年必须组织2次保密检查",
            Relation.RELAXED, id="less often",
        ),
        pytest.param("一律不准公车私用", "除抢险救灾外一律不准公车私用", Relation.RELAXED, id="a case taken out"),
        pytest.param(
            "驾驶员必须取得五年以上驾龄",
            "驾驶员必须取得三年以上驾龄",
            Relation.RELAXED, id="a lower floor",
        ),
        pytest.param(
            "突发情况须在2小时内口头报告市委值班室",
            "突发情况须在1小时内口头报告市委值班室",
            Relation.DEADLINE_CHANGED, id="sooner",
        ),
        pytest.param(
            "督办事项应在五个工作日内反馈办理结果",
            "督办事项应在三个工作日内反馈办理结果",
            Relation.DEADLINE_CHANGED, id="working days",
        ),
        pytest.param(
            "会议纪要应在会后3日内印发",
            "会议纪要应在会后24小时内印发",
            Relation.DEADLINE_CHANGED, id="another unit",
        ),
        pytest.param(
            "公文送达后要及时签收办理",
            "公文送达后要当日签收办理",
            Relation.DEADLINE_CHANGED, id="a day where there was none",
        ),
        pytest.param(
            "政协提案须在三个月内答复委员",
            "政协提案须在两个月内答复委员，情况复杂的可以延长一个月",
            Relation.DEADLINE_CHANGED, id="sooner, with a way out",
        ),
        pytest.param(
            "请假须提前3天书面提出",
            "请假须提前1天书面提出",
            Relation.DEADLINE_CHANGED, id="so long before",
        ),
    ],
)  # fmt: skip
def test_relation_is_what_changed(before: str, after: str, expected: Relation) -> None:
    assert relations(before, after)[:1] == [expected]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "违反本办法规定的，由所在单位给予批评教育，情节严重的依法给予处分",
            "违反本规定的，依照有关法律法规给予处分，构成犯罪的依法追究刑事责任",
            id="the liability that every rule has",
        ),
        pytest.param(
            "公文签收后应在2小时内分送承办科室",
            "车辆出库后应在2小时内返回报备里程",
            id="the same deadline of something else",
        ),
        pytest.param("值班领导要带头值守，保持通信畅通", "驻村干部要带头入户，保持政策畅通", id="the same build"),
        pytest.param(
            "经主任会议研究同意后印发各科室执行",
            "经局长办公会研究同意后报送市财政局审批",
            id="the same procedure",
        ),
        pytest.param(
            "围绕中心、服务大局，是办公室工作的永恒主题",
            "宣传工作要围绕中心、服务大局，唱响主旋律",
            id="a slogan",
        ),
        pytest.param("报送信息要做到快、准、实", "接待群众要做到热、诚、细", id="a list of the same build"),
        pytest.param(
            "主要负责人是本单位消防工作的第一责任人，对消防工作负总责",
            "主要负责人是本单位网络安全工作的第一责任人，对网络安全工作负总责",
            id="responsible for something else",
        ),
        pytest.param(
            "复印纸由后勤科统一采购，按月领用，领用时登记签字",
            "办公电脑由后勤科统一采购，按月领用，领用时登记签字",
            id="the same care for another thing",
        ),
        pytest.param(
            "值班日志要每天填写，字迹清楚，月底装订成册交办公室存档",
            "车辆日志要每天填写，字迹清楚，月底装订成册交办公室存档",
            id="another book of the same kind",
        ),
        pytest.param(
            "食堂管理员要每天检查食材，发现问题及时报告行政科",
            "锅炉管理员要每天检查炉温，发现问题及时报告行政科",
            id="what another does with another thing",
        ),
        pytest.param(
            "未经批准，不得擅自带领外来人员参观档案库房",
            "未经批准，不得擅自带领外来人员参观涉密机房",
            id="the same ban at another place",
        ),
        pytest.param(
            "各乡镇要在每月5日前报送计划生育工作情况",
            "各乡镇要在每月5日前报送安全生产工作情况",
            id="the same report of other work",
        ),
    ],
)  # fmt: skip
def test_what_only_sounds_alike_is_not_linked(one: str, other: str) -> None:
    assert relations(one, other) == []
