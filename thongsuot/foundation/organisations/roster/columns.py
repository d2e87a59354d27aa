"""The three shapes of sheet that are recognised, by their columns. An unknown shape is refused aloud."""

from enum import StrEnum

from thongsuot.foundation.files.headers import Column


class Shape(StrEnum):
    """What a sheet lists."""

    UNITS = "units"
    MEMBERS = "members"
    NON_MEMBERS = "non_members"


_PERSON = (
    Column("name", "Họ và tên", ("Họ tên", "Họ, tên", "Full name", "Name"), required=True),
    Column("born_on", "Ngày sinh", ("Ngày, tháng, năm sinh", "Sinh ngày", "Date of birth")),
    Column("sex", "Giới tính", ("Nam/Nữ", "Sex", "Gender")),
    Column("ethnicity", "Dân tộc", ("Ethnicity",)),
    Column("phone", "Số điện thoại", ("Điện thoại", "SĐT", "Phone")),
    Column("email", "Email", ("Thư điện tử", "E-mail")),
    Column("note", "Ghi chú", ("Note",)),
)

COLUMNS: dict[Shape, tuple[Column, ...]] = {
    Shape.UNITS: (
        Column("code", "Mã đơn vị", ("Mã", "Mã số đơn vị", "Unit code"), required=True),
        Column("name", "Tên tổ chức đảng", ("Tên đơn vị", "Tổ chức đảng", "Unit"), required=True),
        Column("kind", "Loại hình", ("Loại hình tổ chức", "Loại", "Kind"), required=True),
        Column("parent", "Trực thuộc", ("Đơn vị cấp trên", "Trực thuộc đơn vị", "Parent"), required=True),
    ),
    Shape.MEMBERS: (
        *_PERSON,
        Column("cell", "Chi bộ", ("Chi bộ trực thuộc", "Sinh hoạt tại chi bộ", "Cell"), required=True),
        Column("base", "Đảng bộ/Chi bộ cơ sở", ("Tổ chức cơ sở đảng", "Đảng bộ, chi bộ cơ sở", "Base"), required=True),
        Column("card", "Số thẻ đảng", ("Số thẻ đảng viên", "Số thẻ", "Card number"), required=True),
        Column("admitted_on", "Ngày vào Đảng", ("Ngày kết nạp", "Admitted on")),
        Column("official_on", "Ngày chính thức", ("Ngày công nhận chính thức", "Official on"), required=True),
        Column("posts", "Chức vụ", ("Chức vụ đảng", "Chức danh", "Posts")),
    ),
    Shape.NON_MEMBERS: (
        *_PERSON,
        Column("unit", "Đơn vị", ("Cơ quan, đơn vị", "Unit"), required=True),
        Column("section", "Bộ phận", ("Phòng, bộ phận", "Section"), required=True),
    ),
}
