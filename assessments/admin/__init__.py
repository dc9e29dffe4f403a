"""The authors' room: forms, panels, views and reports for those who write and sign."""
