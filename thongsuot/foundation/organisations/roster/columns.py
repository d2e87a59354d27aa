"""The three shapes of sheet that are recognised, by their columns. An unknown shape is refused aloud."""

from enum import StrEnum

from thongsuot.foundation.files.headers import Column


class Shape(StrEnum):
    """What a sheet lists."""

    UNITS = "units"
    MEMBERS = "members"
    NON_MEMBERS = "non_members"


NAME = Column("name", "Họ và tên", ("Họ tên", "Họ, tên", "Họ và tên đảng viên", "Full name", "Name"), required=True)
BORN_ON = Column("born_on", "Ngày sinh", ("Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Sinh ngày", "Date of birth"))
SEX = Column("sex", "Giới tính", ("Nam/Nữ", "Giới", "Sex", "Gender"))
ETHNICITY = Column("ethnicity", "Dân tộc", ("Ethnicity",))
PHONE = Column("phone", "Số điện thoại", ("Điện thoại", "Điện thoại di động", "SĐT", "Phone"))
EMAIL = Column("email", "Email", ("Thư điện tử", "Hộp thư", "E-mail"))
NOTE = Column("note", "Ghi chú", ("Note",))
CELL = Column(
    "cell", "Chi bộ", ("Chi bộ trực thuộc", "Sinh hoạt tại chi bộ", "Chi bộ sinh hoạt", "Cell"), required=True
)
CARD = Column("card", "Số thẻ đảng", ("Số thẻ đảng viên", "Số thẻ", "Card number"), required=True)
OFFICIAL_ON = Column(
    "official_on", "Ngày chính thức", ("Ngày công nhận chính thức", "Chính thức", "Official on"), required=True
)
POSTS = Column("posts", "Chức vụ", ("Chức vụ đảng", "Chức vụ trong Đảng", "Chức danh", "Posts"))
UNIT = Column("unit", "Đơn vị", ("Cơ quan, đơn vị", "Đơn vị công tác", "Unit"), required=True)
SECTION = Column("section", "Bộ phận", ("Phòng, bộ phận", "Phòng ban", "Section"))
UNION = Column("union", "Đoàn thể", ("Tổ chức đoàn thể", "Union"))
CODE = Column("code", "Mã đơn vị", ("Mã", "Mã số đơn vị", "Unit code"), required=True)
UNIT_NAME = Column("name", "Tên tổ chức đảng", ("Tên đơn vị", "Tổ chức đảng", "Unit"), required=True)
KIND = Column("kind", "Loại hình", ("Loại hình tổ chức", "Loại hình đơn vị", "Kind"), required=True)
PARENT = Column("parent", "Trực thuộc", ("Đơn vị cấp trên", "Trực thuộc đơn vị", "Cấp trên", "Parent"), required=True)

_BASE = ("base", "Đảng bộ/Chi bộ cơ sở", ("Tổ chức cơ sở đảng", "Đảng bộ, chi bộ cơ sở", "Đảng bộ cơ sở", "Base"))
_PERSON = (NAME, BORN_ON, SEX, ETHNICITY, PHONE, EMAIL, NOTE)
_ENOUGH = 0.6


def columns_of(shape: Shape, *, is_one_base: bool) -> tuple[Column, ...]:
    """Return the columns of a shape. A list kept inside one grassroots organisation need not name it in every row."""
    if shape == Shape.UNITS:
        return CODE, UNIT_NAME, KIND, PARENT
    if shape == Shape.NON_MEMBERS:
        return *_PERSON, UNIT, SECTION, UNION
    return *_PERSON, CELL, Column(*_BASE, required=not is_one_base), CARD, OFFICIAL_ON, POSTS


def fits(columns: tuple[Column, ...], found: set[str]) -> bool:
    """Tell whether enough of a shape's required columns were found for the others to be asked about."""
    required = [column.key for column in columns if column.required]
    return sum(key in found for key in required) >= _ENOUGH * len(required)
