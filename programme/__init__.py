"""The rules and the record: what the programme knows, decides and keeps."""
