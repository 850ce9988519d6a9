"""How static files are named in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Files by the hash of what is in them, so also where one script imports another."""

    support_js_module_import_aggregation = True
