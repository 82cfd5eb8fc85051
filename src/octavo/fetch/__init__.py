"""The one guarded way to the network, and the pictures that come by it."""

from octavo.fetch.client import Fetch
from octavo.fetch.headers import user_agent
from octavo.fetch.images import ImageProxy
from octavo.fetch.own import OwnServer
from octavo.fetch.post import Post

__all__ = ["Fetch", "ImageProxy", "OwnServer", "Post", "user_agent"]
