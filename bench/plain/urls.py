from django.urls import path

from bench.plain import views

urlpatterns = [path("<slug:district>/notices/<slug:number>/", views.notice, name="notice")]
