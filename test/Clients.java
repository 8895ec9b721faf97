/*
 * Clients.java
 *		The reports through JDBC: the driver's metadata, and every row.  Speaks
 *		TAP; called by test/clients.sh.
 */
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

public class Clients
{
	private static final Set<Integer> PLAIN = Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT,
		Types.NUMERIC, Types.VARCHAR, Types.BIT, Types.BOOLEAN, Types.DATE, Types.TIMESTAMP);
	private static int done = 0;

	private static void ok(boolean good, String name, List<String> detail)
	{
		System.out.println((good ? "ok " : "not ok ") + ++done + " - " + name);
		detail.stream().limit(10).forEach(line -> System.out.println("#   " + line));
	}

	private static List<String> views(DatabaseMetaData data, String schema) throws SQLException
	{
		List<String> views = new ArrayList<>();
		List<String> silent = new ArrayList<>();

		try (ResultSet rows = data.getTables(null, schema, "%", new String[] {"VIEW", "TABLE"}))
		{
			while (rows.next())
			{
				views.add(rows.getString("TABLE_NAME"));
				if (rows.getString("REMARKS") == null)
					silent.add(rows.getString("TABLE_NAME"));
			}
		}
		ok(views.size() > 40 && silent.isEmpty(),
			"JDBC lists the " + views.size() + " reports of " + schema + " with their comments", silent);
		return views;
	}

	private static void columns(DatabaseMetaData data, String schema) throws SQLException
	{
		List<String> bad = new ArrayList<>();
		int count = 0;

		try (ResultSet rows = data.getColumns(null, schema, "%", "%"))
		{
			while (rows.next())
			{
				int type = rows.getInt("DATA_TYPE");
				String name = rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME");

				count++;
				if (!PLAIN.contains(type) || rows.getString("REMARKS") == null)
					bad.add(name + " " + rows.getString("TYPE_NAME"));
				if (type == Types.NUMERIC && (rows.getInt("COLUMN_SIZE") == 0 || rows.getInt("COLUMN_SIZE") > 38))
					bad.add(name + " says no digits");
			}
		}
		ok(count > 300 && bad.isEmpty(), count + " columns of plain types with their digits and comments", bad);
	}

	private static void read(Connection db, String schema, List<String> views) throws SQLException
	{
		List<String> bad = new ArrayList<>();
		long values = 0;

		for (String view : views)
		{
			try (ResultSet rows = db.createStatement().executeQuery("SELECT * FROM " + schema + ".\"" + view + "\""))
			{
				ResultSetMetaData data = rows.getMetaData();

				while (rows.next())
					for (int i = 1; i <= data.getColumnCount(); i++, values++)
					{
						if (data.getColumnType(i) == Types.NUMERIC)
						{
							BigDecimal number = rows.getBigDecimal(i);

							if (number != null && number.scale() != data.getScale(i))
								bad.add(view + "." + data.getColumnName(i) + " has other decimals than it says");
						}
						else
							rows.getObject(i);
					}
			}
			catch (SQLException error)
			{
				bad.add(view + ": " + error.getMessage());
			}
		}
		ok(values > 1000 && bad.isEmpty(), values + " values read", bad);
	}

	public static void main(String[] arguments) throws SQLException
	{
		String[][] roles = {{"client_en", "regie_report"}, {"client_nl", "regie_rapport"}};

		for (String[] role : roles)
		{
			String url = "jdbc:postgresql://127.0.0.1:" + arguments[0] + "/regie";

			try (Connection db = DriverManager.getConnection(url, role[0], ""))
			{
				db.setReadOnly(true);
				columns(db.getMetaData(), role[1]);
				read(db, role[1], views(db.getMetaData(), role[1]));
			}
		}
		System.out.println("1.." + done);
	}
}
