"""What can be done about personal data: requests, consents, restricting and erasing, incidents."""
