-- Lists of what can be heard and seen: a small part of an archive, found without walking through the rest.
CREATE INDEX articles_with_sound ON articles (shown, id) WHERE has_audio = 1;
CREATE INDEX articles_with_film ON articles (shown, id) WHERE has_video = 1;
