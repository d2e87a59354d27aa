"""Addresses of plans. They stand before those of figures: `dot/moi/` is no campaign."""

from django.urls import path

from thongsuot.interfaces.web.plans.views import campaigns, plan, roll, schemes, unit_plans

app_name = "plans"
urlpatterns = [
    path("dot/", campaigns.campaign_list, name="campaign_list"),
    path("dot/moi/", campaigns.new_campaign, name="new_campaign"),
    path("de-an/", schemes.scheme_list, name="scheme_list"),
    path("de-an/moi/", schemes.new_scheme, name="new_scheme"),
    path("dot/<slug:slug>/ke-hoach/", plan.plan, name="plan"),
    path("dot/<slug:slug>/ke-hoach/tiep-nhan/", plan.receive_many, name="receive_many"),
    path("dot/<slug:slug>/ke-hoach/giai-doan/", plan.new_event, name="new_event"),
    path("dot/<slug:slug>/ke-hoach/chot/", roll.freeze, name="freeze"),
    path("dot/<slug:slug>/ke-hoach/quan-chung/", roll.totals, name="totals"),
    path("dot/<slug:slug>/don-vi/<str:code>/quan-chung/", roll.unit_total, name="unit_total"),
    path("dot/<slug:slug>/don-vi/<str:code>/ke-hoach/", unit_plans.unit_plan, name="unit_plan"),
    path("dot/<slug:slug>/ke-hoach/<str:public_id>/tep/", unit_plans.plan_file, name="plan_file"),
    path("dot/<slug:slug>/ke-hoach/<str:public_id>/tiep-nhan/", unit_plans.receive, name="receive"),
    path("dot/<slug:slug>/ke-hoach/<str:public_id>/bo-sung/", unit_plans.ask_supplement, name="ask_supplement"),
    path("dot/<slug:slug>/ke-hoach/<str:public_id>/xac-nhan/", unit_plans.confirm, name="confirm"),
]
