"""What can go wrong with a file. Every error says, in the user's language, what is wrong and what to do.

ZhiguiError
└── ReadError
    ├── EmptyFile
    ├── TooLarge
    ├── UnsupportedFormat
    ├── BinaryFile
    ├── EncryptedFile
    ├── BrokenFile
    └── NoText
"""


class ZhiguiError(Exception):
    """Base of all errors that are raised on purpose."""


class ReadError(ZhiguiError):
    """A file that cannot be read: `file` names it, `reason` says why, `advice` what to do (both in Chinese)."""

    reason = "无法读取"
    advice = "请检查文件后重试"

    def __init__(self, file: str, *, reason: str | None = None, advice: str | None = None) -> None:
        self.file = file
        self.reason = reason or type(self).reason
        self.advice = advice or type(self).advice
        super().__init__(f"{file}：{self.reason}。{self.advice}。")


class EmptyFile(ReadError):
    """The file has no bytes, or nothing but blanks."""

    reason = "文件是空的"
    advice = "请确认文件已保存完整"


class TooLarge(ReadError):
    """The file is above the set size."""

    reason = "文件超过大小上限"
    advice = "请拆分文件，或用环境变量 ZHIGUI_MAX_MB 调高上限"


class UnsupportedFormat(ReadError):
    """No reader takes this kind of file."""

    reason = "不支持这种文件格式"
    advice = "请另存为 .txt、.md、.docx、.pdf 或 .html"


class BinaryFile(ReadError):
    """The file claims to be text but is not."""

    reason = "内容不是文本"
    advice = "请确认扩展名与内容相符，或另存为 UTF-8 文本"


class EncryptedFile(ReadError):
    """The file needs a password."""

    reason = "文件已加密"
    advice = "请去除密码后重新保存"


class BrokenFile(ReadError):
    """The file is damaged or cut off."""

    reason = "文件已损坏"
    advice = "请用原软件打开并重新保存，或重新获取该文件"


class NoText(ReadError):
    """The file holds pictures only, such as a scanned PDF."""

    reason = "文件中没有可提取的文字（可能是扫描件）"
    advice = "请先做文字识别（OCR），再导入带文字的版本"
