"""The WSGI application. By itself it runs in production; an entry point may set ENV before."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "algemeiner.settings")

application: Any
try:
    application = get_wsgi_application()
except ImproperlyConfigured as problem:
    sys.exit(str(problem))

if settings.PAGE_CACHE_MIB:
    from algemeiner.pagecache.application import PageCache

    application = PageCache(application, most_bytes=settings.PAGE_CACHE_MIB * 2**20)
