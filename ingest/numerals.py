"""Chinese numerals and integers: 二十一 ↔ 21, and the digit by digit 二〇一二 of years."""

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5},
    **{"陆": 6, "柒": 7, "捌": 8, "玖": 9},
    **{char: value for value, char in enumerate("０１２３４５６７８９")},
    **{char: value for value, char in enumerate("0123456789")},
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SHORT = {"廿": 20, "卅": 30}
NUMERAL = "零一二三四五六七八九〇○两兩壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿億廿卅0-9０-９"
"""The characters of a numeral, for use inside a regex character class."""


def to_int(numeral: str) -> int | None:
    """The value of a numeral in Chinese or Arabic digits (blanks ignored); None where it is none."""
    chars = "".join(numeral.split())
    if not chars:
        return None
    if all(char in DIGITS for char in chars):
        return int("".join(str(DIGITS[char]) for char in chars)) if len(chars) <= 18 else None
    return _counted(chars)


def _counted(chars: str) -> int | None:
    """The value of a numeral with units, such as 一千零二十."""
    total = group = digit = 0
    for char in chars:
        if char in DIGITS:
            digit = digit * 10 + DIGITS[char] if digit and char.isdecimal() else DIGITS[char]
        elif char in _SHORT:
            group += _SHORT[char]
        elif char in UNITS:
            group += (digit or 1) * UNITS[char]
            digit = 0
        elif char in GROUPS:
            total = (total + group + digit) * GROUPS[char]
            group = digit = 0
        else:
            return None
        if total > 10**18:
            return None
    return total + group + digit


def to_chinese(number: int) -> str:
    """A number from 0 to 9999 in Chinese, as outlines print it: 十二, 一百零五."""
    if not 0 <= number <= 9999:
        raise ValueError(f"not in 0..9999: {number}")
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    text, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + unit
        zero = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text
