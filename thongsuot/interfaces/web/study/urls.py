"""Addresses of study."""

from django.urls import path

from thongsuot.interfaces.web.study.views import classes, counts, door, elsewhere, lists, marks, opening, own, recording

app_name = "study"
urlpatterns = [
    path("dot/<slug:slug>/lop/", classes.class_list, name="class_list"),
    path("dot/<slug:slug>/lop/moi/", opening.class_opening, name="class_opening"),
    path("dot/<slug:slug>/ghi-nhan/", recording.class_recording, name="own_recording"),
    path("dot/<slug:slug>/don-vi/<str:code>/ghi-nhan/", recording.class_recording, name="class_recording"),
    path("dot/<slug:slug>/don-vi/<str:code>/ghi-nhan/excel/", lists.listed_class, name="listed_class"),
    path("dot/<slug:slug>/don-vi/<str:code>/ghi-nhan/so-luong/", recording.class_counting, name="class_counting"),
    path("dot/<slug:slug>/hoc-noi-khac/<str:entry>/", elsewhere.study_elsewhere, name="study_elsewhere"),
    path("dot/<slug:slug>/lop/<str:public_id>/", classes.study_class, name="study_class"),
    path("dot/<slug:slug>/lop/<str:public_id>/bat-dau/", classes.start, name="start"),
    path("dot/<slug:slug>/lop/<str:public_id>/ket-thuc/", classes.close, name="close"),
    path("dot/<slug:slug>/lop/<str:public_id>/ghi/<str:entry>/<slug:presence>/", marks.mark, name="mark"),
    path("dot/<slug:slug>/lop/<str:public_id>/con-lai/<slug:presence>/", marks.mark_rest, name="mark_rest"),
    path("dot/<slug:slug>/lop/<str:public_id>/hoan-tac/<int:first>/<int:last>/", marks.undo, name="undo"),
    path("dot/<slug:slug>/lop/<str:public_id>/moi-den/", marks.changes, name="changes"),
    path("dot/<slug:slug>/lop/<str:public_id>/dinh/", marks.attach, name="attach"),
    path("dot/<slug:slug>/lop/<str:public_id>/ho-so/<str:file>/", classes.class_file, name="class_file"),
    path("dot/<slug:slug>/lop/<str:public_id>/nhap/", lists.list_into_class, name="list_into_class"),
    path("dot/<slug:slug>/lop/<str:public_id>/so-luong/", counts.class_count, name="class_count"),
    path(
        "dot/<slug:slug>/lop/<str:public_id>/so-luong/<str:code>/<slug:audience>/xac-nhan/",
        counts.confirm_count,
        name="confirm_count",
    ),
    path("dot/<slug:slug>/lop/<str:public_id>/ky/", classes.sign_in_sheet, name="sign_in_sheet"),
    path("dot/<slug:slug>/lop/<str:public_id>/ma/", door.door_panel, name="door_panel"),
    path("dot/<slug:slug>/lop/<str:public_id>/chieu/", door.projector, name="projector"),
    path("dot/<slug:slug>/lop/<str:public_id>/khai-ten/", door.claims, name="claims"),
    path("dot/<slug:slug>/lop/<str:public_id>/khai-ten/<str:claim>/nhan/", door.accept, name="accept_claim"),
    path("dot/<slug:slug>/lop/<str:public_id>/khai-ten/<str:claim>/tu-choi/", door.decline, name="decline_claim"),
    path("m/", own.my_page, name="my_page"),
]
