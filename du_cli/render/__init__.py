"""Answers in a form: findings and documents; the only folder that knows Rich."""
