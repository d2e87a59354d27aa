"""Addresses of privacy."""

from django.urls import path

from thongsuot.interfaces.web.privacy.views import desk, incidents, own, person

app_name = "privacy"
urlpatterns = [
    path("rieng-tu/", own.policy, name="policy"),
    path("rieng-tu/cua-toi/", own.own_data, name="own_data"),
    path("rieng-tu/cua-toi/tep/", own.own_data_file, name="own_data_file"),
    path("rieng-tu/dong-y/<slug:purpose>/", own.agree, name="agree"),
    path("rieng-tu/dong-y/<str:public_id>/rut/", own.withdraw, name="withdraw"),
    path("rieng-tu/yeu-cau/", desk.request_list, name="request_list"),
    path("rieng-tu/yeu-cau/moi/", own.new_request, name="new_request"),
    path("rieng-tu/yeu-cau/<str:public_id>/", desk.data_request, name="data_request"),
    path("rieng-tu/yeu-cau/<str:public_id>/giay/", desk.request_paper, name="request_paper"),
    path("rieng-tu/yeu-cau/<str:public_id>/rut/", own.take_back, name="take_back"),
    path("rieng-tu/yeu-cau/<str:public_id>/tra-loi/", desk.answer, name="answer"),
    path("rieng-tu/yeu-cau/<str:public_id>/gia-han/", desk.extend, name="extend"),
    path("rieng-tu/yeu-cau/<str:public_id>/ket-thuc/", desk.close, name="close"),
    path("rieng-tu/nguoi/<str:public_id>/", person.person, name="person"),
    path("rieng-tu/nguoi/<str:public_id>/tep/", person.person_file, name="person_file"),
    path("rieng-tu/nguoi/<str:public_id>/yeu-cau/", desk.paper_request, name="paper_request"),
    path("rieng-tu/nguoi/<str:public_id>/han-che/", person.restrict, name="restrict"),
    path("rieng-tu/nguoi/<str:public_id>/bo-han-che/", person.lift, name="lift"),
    path("rieng-tu/nguoi/<str:public_id>/xoa-ten/", person.ask_to_erase, name="ask_to_erase"),
    path("rieng-tu/xoa-ten/<str:public_id>/xac-nhan/", person.erase, name="erase"),
    path("rieng-tu/xoa-ten/<str:public_id>/bo/", person.keep_name, name="keep_name"),
    path("rieng-tu/su-co/", incidents.incident_list, name="incident_list"),
    path("rieng-tu/su-co/moi/", incidents.new_incident, name="new_incident"),
    path("rieng-tu/su-co/<str:public_id>/", incidents.incident, name="incident"),
    path("rieng-tu/su-co/<str:public_id>/dien-bien/", incidents.carry_on, name="carry_on"),
    path("rieng-tu/su-co/<str:public_id>/thong-bao/", incidents.notified, name="notified"),
    path("rieng-tu/su-co/<str:public_id>/ket-thuc/", incidents.conclude, name="conclude"),
]
