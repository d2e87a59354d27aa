"""Addresses of people."""

from django.urls import path

from thongsuot.interfaces.web.people.views import changes, duplicates, roster, transfers

app_name = "people"
_ONE = "to-chuc/nguoi/<str:public_id>/"
urlpatterns = [
    path("to-chuc/nguoi/", roster.person_list, name="person_list"),
    path("to-chuc/nguoi/moi/", changes.new_person, name="new_person"),
    path(_ONE, roster.person, name="person"),
    path(f"{_ONE}sua/", changes.correction, name="correction"),
    path(f"{_ONE}so-the/", changes.numbers, name="numbers"),
    path(f"{_ONE}dien/", changes.category, name="category"),
    path(f"{_ONE}chuc-vu/", changes.new_post, name="new_post"),
    path(f"{_ONE}chuc-vu/<int:post>/thoi/", changes.end_post, name="end_post"),
    path(f"{_ONE}chuyen/", transfers.new_transfer, name="new_transfer"),
    path("to-chuc/trung/", duplicates.duplicate_list, name="duplicate_list"),
    path("to-chuc/trung/gop/", duplicates.merge, name="merge"),
    path("to-chuc/trung/hai-nguoi/", duplicates.two_people, name="two_people"),
    path("to-chuc/trung/<str:public_id>/hoan-tac/", duplicates.undo, name="undo_merge"),
    path("to-chuc/chuyen/", transfers.transfer_list, name="transfer_list"),
    path("to-chuc/chuyen/xin/", transfers.asking, name="asking"),
    path("to-chuc/chuyen/<str:public_id>/gioi-thieu/", transfers.release, name="release"),
    path("to-chuc/chuyen/<str:public_id>/tiep-nhan/", transfers.receive, name="receive"),
    path("to-chuc/chuyen/<str:public_id>/khong-nhan/", transfers.refuse, name="refuse"),
    path("to-chuc/chuyen/<str:public_id>/rut/", transfers.withdraw, name="withdraw"),
]
